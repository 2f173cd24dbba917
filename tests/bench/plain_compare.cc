// The plain loop (plain_loop.h) over two files of CLKs, for scripts/bench compare. Prints how many
// pairs reach the threshold, and the processor time of the loop without the reading of the files.
//
//   plain_compare LEFT.json RIGHT.json PERMILLE       files of 1024-bit CLKs
#include <cstdio>
#include <cstdlib>

#include "protocol/agreement/clks.h"
#include "tests/bench/plain_loop.h"

namespace tally::bench {
namespace {

int run(const char* left_path, const char* right_path, Permille threshold) {
  const auto left = read_clks(left_path);
  const auto right = read_clks(right_path);
  if (!left || !right || left.value().bits() != 1024 || right.value().bits() != 1024) {
    std::fprintf(stderr, "plain_compare: error: not two files of 1024-bit CLKs\n");
    return 3;
  }
  const double start = cpu_seconds();
  const std::uint64_t found = plain_loop(left.value(), right.value(), threshold);
  std::printf("%llu pairs, %.2f CPU s\n", static_cast<unsigned long long>(found),
              cpu_seconds() - start);
  return 0;
}

}  // namespace
}  // namespace tally::bench

int main(int argc, char** argv) {
  const long permille = argc == 4 ? std::strtol(argv[3], nullptr, 10) : 0;
  if (permille < 1 || permille > 1000) {
    std::fprintf(stderr, "usage: plain_compare LEFT.json RIGHT.json PERMILLE\n");
    return 2;
  }
  return tally::bench::run(argv[1], argv[2], {static_cast<std::uint32_t>(permille)});
}
