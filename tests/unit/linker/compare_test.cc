#include "linker/compare/compare.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "linker/compare/sift.h"
#include "tests/unit/linker/made_up_rows.h"

namespace tally::linker::compare_test {
namespace {

constexpr std::uint64_t kSeed = 20241129;

// Left, right and overlap of each pair in order.
using Pairs = std::vector<std::array<std::uint32_t, 3>>;

Pairs pairs_of(const std::vector<SimilarPair>& similar) {
  Pairs pairs;
  for (const SimilarPair& p : similar) pairs.push_back({p.left, p.right, p.dice.overlap});
  return pairs;
}

// Follows the definition, with its own comparison of fractions.
Pairs brute_force(const ClkTable& left, const ClkTable& right, Threshold threshold) {
  struct Pair {
    std::uint32_t left, right;
    std::uint64_t both, total;
  };
  std::vector<Pair> found;
  for (std::uint32_t l = 0; l < left.rows(); ++l) {
    for (std::uint32_t r = 0; r < right.rows(); ++r) {
      const std::uint64_t both = made_up::common_bits(left[l], right[r]);
      const std::uint64_t total =
          made_up::common_bits(left[l], left[l]) + made_up::common_bits(right[r], right[r]);
      if (both > 0 && 2 * both * 1'000'000'000 >= threshold.value * total)
        found.push_back({l, r, both, total});
    }
  }
  std::sort(found.begin(), found.end(), [](const Pair& x, const Pair& y) {
    if (x.both * y.total != y.both * x.total) return x.both * y.total > y.both * x.total;
    return x.left != y.left ? x.left < y.left : x.right < y.right;
  });
  Pairs pairs;
  for (const Pair& p : found)
    pairs.push_back({p.left, p.right, static_cast<std::uint32_t>(p.both)});
  return pairs;
}

void check_all_kernels(const ClkTable& left, const ClkTable& right, Threshold threshold) {
  const Pairs expected = brute_force(left, right, threshold);
  for (const Kernel* kernel : kernels()) {
    CAPTURE(kernel->name);
    if (!kernel->supported(port::cpu_features())) {
      MESSAGE("skipped: not supported by this processor");
      continue;
    }
    for (const unsigned threads : {1U, 3U}) {
      CAPTURE(threads);
      CHECK(pairs_of(compare(left, right, threshold, *kernel, threads).value()) == expected);
    }
  }
}

TEST_CASE("compare finds the pairs of the definition in its order at any length and threshold") {
  MESSAGE("seed ", kSeed);
  for (const std::uint32_t bits : {8U, 64U, 200U, 1000U, 1024U, 4096U}) {
    for (const std::uint32_t permille : {1U, 333U, 500U, 750U, 800U, 850U, 950U, 1000U}) {
      CAPTURE(bits);
      CAPTURE(permille);
      check_all_kernels(made_up::rows(150, bits, kSeed), made_up::rows(200, bits, kSeed + 1),
                        {permille * 1'000'000});
    }
  }
}

// Rows that differ as much as those of real people, so that a sift looks at a part of the columns.
ClkTable sparse_rows(std::size_t count, std::uint64_t seed) {
  constexpr std::uint32_t kBits = 1024;
  made_up::Random random(seed);
  ClkTable table(count, kBits);
  for (std::size_t r = 0; r < count; ++r) {
    if (r % 4 == 3) {  // another row with a few bits changed
      std::copy(table[r - 3].begin(), table[r - 3].end(), table.row(r).begin());
      for (std::uint32_t f = random.below(150); f > 0; --f)
        made_up::flip(table.row(r), random.below(kBits));
      continue;
    }
    for (std::uint32_t b = 0; b < kBits; ++b)
      if (random.below(kBits) < 200 + b / 2) made_up::flip(table.row(r), b);
  }
  return table;
}

TEST_CASE("compare loses no pair by looking at the most telling columns first") {
  MESSAGE("seed ", kSeed);
  constexpr std::size_t kRows = 1000;
  const ClkTable rows = sparse_rows(kRows, kSeed);
  for (const std::uint32_t permille : {600U, 700U, 800U, 850U, 900U, 990U}) {
    CAPTURE(permille);
    const Threshold threshold{permille * 1'000'000};
    CHECK(brute_force(rows, rows, threshold).size() >= kRows);
    CHECK((choose_columns(rows, rows, threshold).size() < 1024) == (permille >= 700));
    check_all_kernels(rows, rows, threshold);
  }
}

ClkTable first_bits_set(const std::vector<std::uint32_t>& counts, std::uint32_t bits) {
  ClkTable table(counts.size(), bits);
  for (std::size_t r = 0; r < counts.size(); ++r)
    for (std::uint32_t b = 0; b < counts[r]; ++b) made_up::flip(table.row(r), b);
  return table;
}

TEST_CASE("a pair exactly on a threshold is found and one just under is not") {
  // Dice 2 * 3 / (3 + 5) = .75 and 2 * 19 / (19 + 21) = .95.
  const ClkTable left = first_bits_set({3, 19}, 64);
  const ClkTable right = first_bits_set({5, 21}, 64);
  CHECK(brute_force(left, right, {750'000'000}) == Pairs{{1, 1, 19}, {0, 0, 3}});
  check_all_kernels(left, right, {750'000'000});
  check_all_kernels(left, right, {750'000'001});
  check_all_kernels(left, right, {950'000'000});
  check_all_kernels(left, right, {950'000'001});
}

TEST_CASE("an empty filter is similar to none") {
  const ClkTable empty(3, 128);
  check_all_kernels(empty, empty, {1});
  check_all_kernels(empty, first_bits_set({0, 1, 128}, 128), {1});
}

TEST_CASE("filters of another length are refused") {
  const auto refused = compare(ClkTable(1, 64), ClkTable(1, 128), {1}, best_kernel(), 1);
  CHECK(refused.error().code == Errc::refused);
}

TEST_CASE("more pairs than the limit of memory are refused") {
  const ClkTable alike = first_bits_set(std::vector<std::uint32_t>(700, 9), 64);
  const auto most = compare(alike, alike, {1}, best_kernel(), 2, nullptr, 700 * 700);
  CHECK(most.value().size() == 700 * 700);
  const auto refused = compare(alike, alike, {1}, best_kernel(), 2, nullptr, 700 * 700 - 1);
  CHECK(refused.error().code == Errc::refused);
}

TEST_CASE("a threshold is read exactly") {
  struct Case {
    const char* text;
    std::uint32_t value;
  };
  for (const Case& c :
       {Case{"0.8", 800'000'000}, Case{".75", 750'000'000}, Case{"1", 1'000'000'000},
        Case{"1.", 1'000'000'000}, Case{"1.000000000", 1'000'000'000}, Case{"0.000000001", 1},
        Case{"0.123456789", 123'456'789}}) {
    CAPTURE(c.text);
    CHECK(parse_threshold(c.text).value().value == c.value);
  }
  for (const char* text : {"", ".", "0", "0.0", "1.1", "1.000000001", "2", "10", "-0.5", "+0.5",
                           "0,8", "80%", "0.8 ", " 0.8", "1e-1", "0.1234567891", "nan", "0.8.1"}) {
    CAPTURE(text);
    CHECK(parse_threshold(text).error().code == Errc::usage);
  }
}

}  // namespace
}  // namespace tally::linker::compare_test
