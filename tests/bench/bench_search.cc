// How much slower or faster is search than a plain loop over all pairs, and which share of the time
// is outside the kernel?
//
//   bench_search [rows a side, 20000 by default]
//
// Pairs of rows per second of one thread's processor time: first the plain loop (plain_loop.h),
// which counts the pairs at or above a threshold; then search with each kernel, with everything
// that it does: sorting, packing, the lists of both directions, candidates. CLKs of 1024 bits from
// made_up_clks.h.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "tests/bench/made_up_clks.h"
#include "tests/bench/plain_loop.h"

namespace tally::bench {
namespace {

void print_density(const MadeUpSide& side) {
  double sum = 0;
  double squares = 0;
  for (const std::uint32_t p : side.popcounts) {
    sum += p;
    squares += static_cast<double>(p) * p;
  }
  const double n = static_cast<double>(side.popcounts.size());
  std::printf("%.0f rows, popcount mean %.0f sd %.0f\n", n, sum / n,
              std::sqrt(squares / n - sum / n * sum / n));
}

double rate(const char* name, double pairs, double seconds, double plain) {
  const double per_second = pairs / seconds;
  std::printf("%-22s %8.3f s  %7.3f G pairs/s", name, seconds, per_second / 1e9);
  if (plain > 0) std::printf("  %6.2f x plain", per_second / plain);
  std::printf("\n");
  return per_second;
}

void run(std::size_t rows) {
  const MadeUpSides sides = made_up_clks(rows, 1);
  print_density(sides.left);
  print_density(sides.right);
  const double pairs = static_cast<double>(rows) * static_cast<double>(rows);
  double start = cpu_seconds();
  const std::uint64_t found = plain_loop(sides.left.clks, sides.right.clks, {850});
  const double plain = rate("plain loop", pairs, cpu_seconds() - start, 0);
  std::printf("  %llu pairs at or above .85\n", static_cast<unsigned long long>(found));
  for (const linker::Kernel* kernel : linker::kernels()) {
    const std::string name(kernel->name);
    if (!kernel->supported(port::cpu_features())) {
      std::printf("kernel %s: not supported by this processor\n", name.c_str());
      continue;
    }
    start = cpu_seconds();
    const auto between = linker::search(sides.left.view(), sides.right.view(), *kernel, 1);
    rate(("search " + name).c_str(), pairs, cpu_seconds() - start, plain);
    start = cpu_seconds();
    const auto within = linker::search_within(sides.left.view(), *kernel, 1);
    rate(("search_within " + name).c_str(), pairs / 2, cpu_seconds() - start, plain);
    std::printf("  %zu candidates, %zu within\n", between.size(), within.size());
  }
}

}  // namespace
}  // namespace tally::bench

int main(int argc, char** argv) {
  const long rows = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 20000;
  if (argc > 2 || rows < 1) {
    std::fprintf(stderr, "usage: bench_search [rows a side]\n");
    return 2;
  }
  tally::bench::run(static_cast<std::size_t>(rows));
}
