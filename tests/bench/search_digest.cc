// Prints digests of the candidates that search finds among made-up CLKs. The line must be the same
// for every kernel, processor and number of threads (tests/cli/kernels_change_no_byte.sh).
//
//   search_digest KERNEL|best [threads]
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "common/bytes.h"
#include "tests/bench/made_up_clks.h"

namespace tally::bench {
namespace {

std::string digest(const linker::Candidates& found) {
  std::vector<linker::CandidatePair> pairs(found.size());
  found.read(0, pairs);
  Bytes bytes;
  for (const linker::CandidatePair& pair : pairs) {
    for (const std::size_t number :
         {at(pair.left), at(pair.right), at(pair.left_row), at(pair.right_row),
          std::size_t{pair.similarity.overlap}, std::size_t{pair.similarity.total}})
      append_u32(bytes, static_cast<std::uint32_t>(number));
  }
  return to_hex(sha256({bytes}).bytes);
}

int run(std::string_view name, unsigned threads) {
  const Result<const linker::Kernel*> kernel =
      name == "best" ? &linker::best_kernel() : linker::kernel_named(name);
  if (!kernel) {
    std::fprintf(stderr, "search_digest: error: %s\n", kernel.error().message.c_str());
    return static_cast<int>(kernel.error().code);
  }
  const MadeUpSides sides = made_up_clks(1300, 3);
  const auto between =
      linker::search(sides.left.view(), sides.right.view(), *kernel.value(), threads);
  const auto within = linker::search_within(sides.left.view(), *kernel.value(), threads);
  std::printf("between %zu %s within %zu %s\n", between.size(), digest(between).c_str(),
              within.size(), digest(within).c_str());
  return 0;
}

}  // namespace
}  // namespace tally::bench

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fprintf(stderr, "usage: search_digest KERNEL|best [threads]\n");
    return 2;
  }
  const long threads = argc == 3 ? std::strtol(argv[2], nullptr, 10) : 1;
  return tally::bench::run(argv[1], static_cast<unsigned>(threads));
}
