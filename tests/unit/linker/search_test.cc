#include "linker/search/search.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "common/terminal_progress.h"
#include "linker/search/search_task.h"
#include "tests/unit/linker/made_up_rows.h"

namespace tally::linker::search_test {
namespace {

using made_up::SideData;
constexpr std::uint64_t kSeed = 18991231;

enum class Among { two_sides, one_side };

// The best rows of two records. Without a common bit there is no pair.
CandidatePair best_rows(const SideData& left, std::size_t l, const SideData& right, std::size_t r) {
  CandidatePair best{left.records[l].record, right.records[r].record, {}, {}, {}};
  for (std::uint32_t i = left.records[l].rows.first; i < left.records[l].rows.end; ++i) {
    for (std::uint32_t j = right.records[r].rows.first; j < right.records[r].rows.end; ++j) {
      const Dice dice{made_up::common_bits(left.clks[i], right.clks[j]),
                      left.popcounts[i] + right.popcounts[j]};
      if (dice.overlap > 0 && dice > best.similarity)
        best = {best.left, best.right, RowIndex{i}, RowIndex{j}, dice};
    }
  }
  return best;
}

// By the definition: all pairs, sorted for each record, and the first ten of each.
std::vector<CandidatePair> brute_force(const SideData& left, const SideData& right, Among among) {
  std::vector<std::vector<CandidatePair>> of_left(left.records.size());
  std::vector<std::vector<CandidatePair>> of_right(right.records.size());
  for (std::size_t l = 0; l < left.records.size(); ++l) {
    for (std::size_t r = among == Among::one_side ? l + 1 : 0; r < right.records.size(); ++r) {
      const CandidatePair pair = best_rows(left, l, right, r);
      if (pair.similarity.overlap == 0) continue;
      of_left[l].push_back(pair);
      (among == Among::one_side ? of_left : of_right)[r].push_back(pair);
    }
  }
  std::set<std::pair<RecordIndex, RecordIndex>> seen;
  std::vector<CandidatePair> all;
  for (auto* lists : {&of_left, &of_right}) {
    for (auto& list : *lists) {
      std::sort(list.begin(), list.end(), [](const auto& x, const auto& y) {
        if (x.similarity != y.similarity) return x.similarity > y.similarity;
        return std::pair(x.left, x.right) < std::pair(y.left, y.right);
      });
      for (std::size_t k = 0; k < std::min<std::size_t>(kTop, list.size()); ++k)
        if (seen.insert({list[k].left, list[k].right}).second) all.push_back(list[k]);
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) {
    return std::pair(x.left, x.right) < std::pair(y.left, y.right);
  });
  return all;
}

using Plain =
    std::tuple<RecordIndex, RecordIndex, RowIndex, RowIndex, std::uint32_t, std::uint32_t>;

std::vector<Plain> plain(const std::vector<CandidatePair>& pairs) {
  std::vector<Plain> all;
  for (const CandidatePair& p : pairs)
    all.emplace_back(p.left, p.right, p.left_row, p.right_row, p.similarity.overlap,
                     p.similarity.total);
  return all;
}

std::vector<CandidatePair> all_of(const Candidates& found) {
  std::vector<CandidatePair> pairs(found.size());
  found.read(0, pairs);
  return pairs;
}

std::vector<Plain> plain(const Candidates& found) {
  return plain(all_of(found));
}

const Kernel& portable() {
  return *kernel_named("portable").value();
}

// With the fastest kernel and the portable one.
void check_against_brute_force(const SideData& left, const SideData& right, unsigned threads) {
  const auto between = plain(brute_force(left, right, Among::two_sides));
  const auto within = plain(brute_force(left, left, Among::one_side));
  for (const Kernel* kernel : {&best_kernel(), &portable()}) {
    CAPTURE(kernel->name);
    CHECK(plain(search(left.view(), right.view(), *kernel, threads)) == between);
    CHECK(plain(search_within(left.view(), *kernel, threads)) == within);
  }
}

TEST_CASE("search finds the ten best of every record both ways at any filter length") {
  MESSAGE("seed ", kSeed, ", kernel ", best_kernel().name);
  for (const std::uint32_t words : {1U, 7U, 8U, 9U, 15U, 16U, 17U, 64U}) {
    CAPTURE(words);
    for (const std::uint32_t most_rows : {1U, 8U}) {
      CAPTURE(most_rows);
      check_against_brute_force(made_up::side(100, words * 64, most_rows, kSeed),
                                made_up::side(131, words * 64, most_rows, kSeed + 5), 2);
    }
  }
}

TEST_CASE("search finds the ten best of every record both ways at any number of rows") {
  struct Case {
    std::size_t left, right;
  };
  for (const Case& rows : {Case{0, 0},
                           {0, 33},
                           {33, 0},
                           {1, 1},
                           {1, 3},
                           {3, 15},
                           {15, 16},
                           {16, 17},
                           {17, 257},
                           {257, 33},
                           {1, 1000},
                           {1000, 257}}) {
    CAPTURE(rows.left);
    CAPTURE(rows.right);
    check_against_brute_force(made_up::side(rows.left, 128, 1, kSeed + 9),
                              made_up::side(rows.right, 128, 3, kSeed + 17), 3);
  }
}

TEST_CASE("neither the number of threads nor the kernel changes the candidates") {
  const SideData left = made_up::side(1500, 64, 2, kSeed + 30);
  const SideData right = made_up::side(1100, 64, 2, kSeed + 31);
  const auto between = plain(search(left.view(), right.view(), portable(), 1));
  const auto within = plain(search_within(left.view(), portable(), 1));
  for (const unsigned threads : {2U, 3U, 7U}) {
    CAPTURE(threads);
    CHECK(plain(search(left.view(), right.view(), best_kernel(), threads)) == between);
    CHECK(plain(search_within(left.view(), best_kernel(), threads)) == within);
  }
}

// Rows of 64 bits. In row r, the first fewest + r % steps bits are set.
SideData nested(std::uint32_t rows, std::uint32_t fewest, std::uint32_t steps) {
  SideData side{ClkTable(rows, 64), {}, {}};
  for (std::uint32_t r = 0; r < rows; ++r) {
    side.popcounts.push_back(fewest + r % steps);
    for (std::uint32_t b = 0; b < side.popcounts[r]; ++b) made_up::flip(side.clks.row(r), b);
    side.records.push_back({RecordIndex{r}, {r, r + 1}});
  }
  return side;
}

TEST_CASE("of equal similarities at the tenth place the lower records are taken") {
  const SideData one = nested(1, 20, 1);
  const SideData many = nested(300, 20, 1);
  const auto found = search(one.view(), many.view(), best_kernel(), 1);
  REQUIRE(found.size() == 300);  // each of the many records has the single one among its best
  const auto within = all_of(search_within(many.view(), best_kernel(), 1));
  for (const CandidatePair& pair : within) CHECK(at(pair.left) <= 10);
  const auto back = search_within(one.view(), best_kernel(), 1);
  CHECK(back.size() == 0);
}

TEST_CASE("empty filters are candidates of nobody") {
  SideData left = made_up::side(50, 128, 1, kSeed);
  for (std::size_t r = 0; r < 50; ++r)
    for (std::uint64_t& word : left.clks.row(r)) word = 0;
  left.popcounts.assign(50, 0);
  const SideData right = made_up::side(50, 128, 1, kSeed + 1);
  CHECK(search(left.view(), right.view(), best_kernel(), 2).size() == 0);
  CHECK(search(right.view(), left.view(), best_kernel(), 2).size() == 0);
  CHECK(search_within(left.view(), best_kernel(), 2).size() == 0);
}

TEST_CASE("filters without a common bit are not candidates") {
  SideData left = nested(3, 20, 1);
  SideData right = nested(3, 20, 1);
  for (std::size_t r = 0; r < 3; ++r) right.clks.row(r)[0] <<= 20;
  CHECK(search(left.view(), right.view(), best_kernel(), 1).size() == 0);
}

TEST_CASE("leaving out far popcounts loses nothing") {
  // Rows of equal popcount are equal here, so that the tenth best is soon 1 and all others are left
  // out.
  check_against_brute_force(nested(300, 1, 20), nested(1100, 5, 50), 2);
}

// 16 of 64 is exact in the kernels' fixed point, so the best possible value is the bound itself.
// For records in the middle, the lowest records of the other side come last.
TEST_CASE("rows that can only just be as similar as the tenth best are still compared") {
  const SideData left = nested(2100, 16, 1);
  const SideData right = nested(2100, 48, 1);
  const auto found = search(left.view(), right.view(), best_kernel(), 2);
  CHECK(found.size() == 2 * 2100 * kTop - kTop * kTop);
  std::size_t wrong = 0;
  for (const CandidatePair& pair : all_of(found)) {
    if (std::min(at(pair.left), at(pair.right)) >= kTop || pair.similarity != Dice{16, 64}) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a part of the records can be searched") {
  SideData left = made_up::side(200, 128, 2, kSeed + 3);
  SideData right = made_up::side(200, 128, 2, kSeed + 4);
  std::erase_if(left.records, [](const auto& r) { return at(r.record) % 3 != 0; });
  std::erase_if(right.records, [](const auto& r) { return at(r.record) % 2 == 0; });
  check_against_brute_force(left, right, 1);
}

TEST_CASE("candidates can be read from any place on") {
  const SideData left = made_up::side(40, 128, 2, kSeed + 6);
  const SideData right = made_up::side(30, 128, 2, kSeed + 7);
  const Candidates found = search(left.view(), right.view(), best_kernel(), 1);
  const std::vector<Plain> all = plain(found);
  for (std::size_t first = 0; first < all.size(); ++first) {
    const std::size_t count = std::min<std::size_t>(first % 13, all.size() - first);
    std::vector<CandidatePair> some(count);
    found.read(first, some);
    CHECK(std::ranges::equal(plain(some), std::span(all).subspan(first, count)));
  }
}

TEST_CASE("progress changes nothing") {
  const SideData side = made_up::side(1500, 64, 1, kSeed);
  TerminalProgress progress("searching", kSearchSteps);
  CHECK(plain(search_within(side.view(), best_kernel(), 3, &progress)) ==
        plain(search_within(side.view(), best_kernel(), 1)));
}

}  // namespace
}  // namespace tally::linker::search_test
