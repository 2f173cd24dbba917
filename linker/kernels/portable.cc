#include <algorithm>
#include <cstring>

#include "common/clk_table.h"
#include "linker/kernels/table.h"

namespace tally::linker {
namespace {

bool supported(const CpuFeatures&) {
  return true;
}
std::size_t packed_words(Shape shape) {
  return kPanelRows * shape.words;
}

void pack(Shape shape, const std::uint64_t* const* rows, std::size_t count, std::uint64_t* out) {
  std::memset(out, 0, packed_words(shape) * sizeof *out);
  for (std::size_t r = 0; r < count; ++r)
    std::memcpy(out + r * shape.words, rows[r], shape.words * sizeof *out);
}

std::size_t scan(Shape shape, const Panel& left, const Panel& right, Hit* hits) {
  Hit* end = hits;
  for (std::size_t i = 0; i < kPanelRows; ++i) {
    const Clk a(left.packed + i * shape.words, shape.words);
    for (std::size_t j = 0; j < kPanelRows; ++j) {
      const std::uint32_t both = overlap(a, Clk(right.packed + j * shape.words, shape.words));
      const std::uint32_t bound = std::min(left.bounds[i], right.bounds[j]);
      if (both << shape.shift >= bound * (left.popcounts[i] + right.popcounts[j]))
        *end++ = {static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(j), both};
    }
  }
  return static_cast<std::size_t>(end - hits);
}

}  // namespace

const Kernel kPortable = {"portable", supported, packed_words, pack, pack, scan};

}  // namespace tally::linker
