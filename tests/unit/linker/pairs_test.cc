#include "linker/decide/pairs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "linker/decide/disjoint_sets.h"
#include "tests/unit/linker/made_up_rows.h"

namespace tally::linker::pairs_test {
namespace {

constexpr std::uint64_t kSeed = 20030917;

RankedPair pair(std::uint32_t left, std::uint32_t right, std::int64_t score,
                std::uint32_t pattern = 0) {
  return {RecordIndex{left}, RecordIndex{right}, pattern, score};
}

std::vector<std::uint32_t> ungrouped(std::uint32_t records) {
  std::vector<std::uint32_t> heads(records);
  std::iota(heads.begin(), heads.end(), 0u);
  return heads;
}

// Random pairs of some records on each side, each once, by left, then right; few scores, so many
// ties.
std::vector<RankedPair> random_pairs(std::uint32_t records, std::uint64_t seed) {
  made_up::Random random(seed);
  std::vector<RankedPair> pairs;
  for (std::uint32_t l = 0; l < records; ++l) {
    for (std::uint32_t r = 0; r < records; ++r) {
      if (random.below(3) == 0) pairs.push_back(pair(l, r, random.below(20), random.below(2)));
    }
  }
  return pairs;
}

TEST_CASE("a pair is mutual best when it beats every other pair of both its records") {
  const std::vector<double> values = {0, 100};
  for (std::uint64_t seed = kSeed; seed < kSeed + 50; ++seed) {
    CAPTURE(seed);
    const std::vector<RankedPair> pairs = random_pairs(12, seed);
    const std::vector<std::uint32_t> left = ungrouped(12), right = ungrouped(12);
    const auto rank = [&](const RankedPair& p) { return std::pair(values[p.pattern], p.score); };
    std::vector<std::uint32_t> expected;
    for (std::uint32_t p = 0; p < pairs.size(); ++p) {
      const bool best = std::ranges::all_of(pairs, [&](const RankedPair& other) {
        const bool rival = other.left == pairs[p].left || other.right == pairs[p].right;
        return !rival || &other == &pairs[p] || rank(other) < rank(pairs[p]);
      });
      if (best) expected.push_back(p);
    }
    CHECK(mutual_best(pairs, Units::between(left, right), values) == expected);
  }
}

TEST_CASE("a tie counts for nobody unless it is between the same two groups") {
  const std::vector<double> values = {0};
  const std::vector<RankedPair> pairs = {pair(0, 0, 5), pair(0, 1, 5)};
  const std::vector<std::uint32_t> left = {0}, apart = {0, 1}, together = {0, 0};
  CHECK(mutual_best(pairs, Units::between(left, apart), values).empty());
  CHECK(mutual_best(pairs, Units::between(left, together), values) ==
        std::vector<std::uint32_t>{0});
  // Within one data set a group may be on either side of a pair.
  const std::vector<RankedPair> within = {pair(0, 1, 5), pair(1, 2, 5)};
  const std::vector<std::uint32_t> three = {0, 1, 0};
  CHECK(mutual_best(within, Units::within(three), values) == std::vector<std::uint32_t>{0});
}

TEST_CASE("the pairs of an excluded pattern do not affect other pairs") {
  const std::vector<RankedPair> pairs = {pair(0, 0, 9, 1), pair(0, 1, 5, 0)};
  const std::vector<std::uint32_t> left = ungrouped(1), right = ungrouped(2);
  CHECK(mutual_best(pairs, Units::between(left, right), std::vector<double>{0, kNobodys}) ==
        std::vector<std::uint32_t>{1});
}

TEST_CASE("the greedy choice takes the highest pair whose groups are both free") {
  for (std::uint64_t seed = kSeed; seed < kSeed + 50; ++seed) {
    CAPTURE(seed);
    const std::vector<RankedPair> pairs = random_pairs(12, seed);
    const std::vector<std::uint32_t> left = ungrouped(12),
                                     right = {0, 0, 2, 3, 3, 3, 6, 7, 8, 9, 10, 2};
    const Units units = Units::between(left, right);
    std::vector<std::uint32_t> expected;
    std::set<std::uint32_t> taken;
    for (;;) {
      std::optional<std::uint32_t> best;
      for (std::uint32_t p = 0; p < pairs.size(); ++p) {
        const bool free = !taken.contains(units.left(pairs[p].left)) &&
                          !taken.contains(units.right(pairs[p].right));
        if (free && pairs[p].score >= 7 && (!best || pairs[p].score > pairs[*best].score)) best = p;
      }
      if (!best) break;
      expected.push_back(*best);
      taken.insert({units.left(pairs[*best].left), units.right(pairs[*best].right)});
    }
    CHECK(one_to_one(pairs, units, 7) == expected);
  }
}

TEST_CASE("sets are named by their smallest member in any order of merging") {
  for (std::uint64_t seed = kSeed; seed < kSeed + 20; ++seed) {
    CAPTURE(seed);
    made_up::Random random(seed);
    DisjointSets forwards(40), backwards(40);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> merges;
    for (int i = 0; i < 25; ++i) merges.emplace_back(random.below(40), random.below(40));
    for (const auto& [x, y] : merges) forwards.join(x, y);
    std::ranges::reverse(merges);
    for (const auto& [x, y] : merges) backwards.join(y, x);
    const std::vector<std::uint32_t> heads = forwards.heads();
    CHECK(heads == backwards.heads());
    for (std::uint32_t x = 0; x < heads.size(); ++x) CHECK(heads[x] <= x);
  }
}

}  // namespace
}  // namespace tally::linker::pairs_test
