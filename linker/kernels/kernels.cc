#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <string>

#include "linker/kernels/kernel.h"
#include "linker/kernels/table.h"

namespace tally::linker {
namespace {

// Fastest first; portable, which every processor supports, last.
constexpr const Kernel* kKernels[] = {
#ifdef __x86_64__
    &kAvx512, &kAvx2,
#endif
    &kPortable};

}  // namespace

Shape shape_of(std::uint32_t bits) {
  assert(bits >= 1 && bits <= 1U << 30);
  const auto log2 = static_cast<unsigned>(std::bit_width(bits - 1));  // bits <= 2^log2
  return {(std::size_t{bits} + 63) / 64, std::min(16U, 31 - log2)};
}

Shape sift_shape(std::uint32_t columns, std::uint32_t bits) {
  assert(columns >= 1 && columns <= bits);
  return {shape_of(columns).words, shape_of(bits).shift - 2};
}

std::size_t row_words(Shape shape) {
  return kPanelRows * shape.words;
}

void pack_rows(Shape shape, const std::uint64_t* const* rows, std::size_t count,
               std::uint64_t* out) {
  for (std::size_t r = 0; r < count; ++r, out += shape.words)
    std::memcpy(out, rows[r], shape.words * sizeof *out);
  std::memset(out, 0, (kPanelRows - count) * shape.words * sizeof *out);
}

std::span<const Kernel* const> kernels() {
  return kKernels;
}

std::string kernel_names() {
  std::string names;
  for (const Kernel* kernel : kKernels)
    names += (names.empty() ? "" : ", ") + std::string(kernel->name);
  return names;
}

const Kernel& best_kernel() {
  const port::CpuFeatures cpu = port::cpu_features();
  const auto* const* found = std::find_if(std::begin(kKernels), std::end(kKernels),
                                          [&](const Kernel* k) { return k->supported(cpu); });
  assert(found != std::end(kKernels));
  return **found;
}

Result<const Kernel*> kernel_named(std::string_view name) {
  for (const Kernel* kernel : kKernels) {
    if (kernel->name != name) continue;
    if (kernel->supported(port::cpu_features())) return kernel;
    return refused("kernel " + std::string(name) + ": not supported by this processor");
  }
  return usage_error("kernel \"" + std::string(name) + "\": unknown",
                     "the kernels are " + kernel_names());
}

}  // namespace tally::linker
