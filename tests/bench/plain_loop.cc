#include "tests/bench/plain_loop.h"

#include <time.h>

#include <bit>
#include <vector>

namespace tally::bench {
namespace {

std::vector<std::uint32_t> popcounts(const ClkTable& clks) {
  std::vector<std::uint32_t> counts;
  for (std::size_t row = 0; row < clks.rows(); ++row) counts.push_back(popcount(clks[row]));
  return counts;
}

}  // namespace

#ifdef __x86_64__
__attribute__((target("popcnt")))
#endif
std::uint64_t
plain_loop(const ClkTable& left, const ClkTable& right, Permille threshold) {
  constexpr std::size_t kWords = 16;
  const std::vector<std::uint32_t> left_counts = popcounts(left);
  const std::vector<std::uint32_t> right_counts = popcounts(right);
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < left.rows(); ++i) {
    const std::uint64_t* a = left[i].data();
    for (std::size_t j = 0; j < right.rows(); ++j) {
      const std::uint64_t* b = right[j].data();
      std::uint32_t overlap = 0;
#pragma GCC unroll 16
      for (std::size_t w = 0; w < kWords; ++w)
        overlap += static_cast<std::uint32_t>(std::popcount(a[w] & b[w]));
      if (at_least(Dice{overlap, left_counts[i] + right_counts[j]}, threshold)) ++found;
    }
  }
  return found;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace tally::bench
