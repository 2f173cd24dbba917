#include "linker/decide/em.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

namespace tally::linker::em_test {
namespace {

Pattern pattern(std::initializer_list<int> levels) {
  Pattern result;
  std::size_t column = 0;
  for (const int level : levels) {
    if (level >= 0) result.set(column, static_cast<unsigned>(level));
    ++column;
  }
  return result;
}

// Pair i joins record i of both sides, so all pairs are mutual best.
Ranking diagonal(const std::vector<std::pair<Pattern, std::uint32_t>>& counts) {
  Ranking ranking{ScoreUnit::dice, {}, {}, {}};
  std::uint32_t record = 0;
  for (const auto& [p, count] : counts) {
    for (std::uint32_t i = 0; i < count; ++i, ++record) {
      ranking.pairs.push_back({RecordIndex{record}, RecordIndex{record},
                               static_cast<std::uint32_t>(ranking.patterns.size()), 0});
    }
    ranking.patterns.push_back(p);
  }
  return ranking;
}

Weights fit(const Ranking& ranking, const std::vector<LevelCounts>& chance, double pairs) {
  std::vector<std::uint32_t> heads(ranking.pairs.size());
  std::iota(heads.begin(), heads.end(), 0u);
  return fit_weights({ranking, Units::between(heads, heads),
                      std::vector<bool>(ranking.patterns.size(), true), chance, pairs});
}

TEST_CASE("a pattern remembers each level and what is missing") {
  const Pattern p = pattern({0, 8, -1, 3});
  CHECK(p.level(0) == 0u);
  CHECK(p.level(1) == 8u);
  CHECK_FALSE(p.level(2));
  CHECK(p.level(3) == 3u);
  CHECK_FALSE(p.level(15));
}

TEST_CASE("a level counts the bounds above a similarity") {
  struct Case {
    Dice dice;
    unsigned level;
  };
  for (const Case& c : {Case{{1, 2}, 0}, Case{{98, 200}, 0}, Case{{979, 2000}, 1}, Case{{9, 20}, 1},
                        Case{{899, 2000}, 2}, Case{{1, 4}, 6}, Case{{2, 10}, 7},
                        Case{{199, 1000}, 8}, Case{{0, 10}, 8}}) {
    CAPTURE(c.dice.overlap);
    CAPTURE(c.dice.total);
    CHECK(level_of(c.dice) == c.level);
  }
}

// One column; of 100 pairs, ten mutual best pairs at the best level; chance only at the worst: u0 =
// .5/104.5, u8 = 100.5/104.5. Then, 24 times: p = posterior, m0 = (10p+1)/(10p+9), lambda =
// 10p/100.
TEST_CASE("weights are those worked out by hand") {
  LevelCounts chance{};
  chance[8] = 100;
  const double u0 = 0.5 / 104.5, u8 = 100.5 / 104.5;
  double m0 = 11.0 / 19, m8 = 1.0 / 19, lambda = 0.1;
  for (int step = 0; step < 24; ++step) {
    const double odds = lambda / (1 - lambda) * m0 / u0;
    const double matches = 10 * odds / (1 + odds);
    m0 = (matches + 1) / (matches + 9);
    m8 = 1 / (matches + 9);
    lambda = matches / 100;
  }
  const Weights weights = fit(diagonal({{pattern({0}), 10}}), {chance}, 100);
  CHECK(std::abs(static_cast<double>(weights.prior) / 4096 - std::log2(lambda / (1 - lambda))) <
        1.0 / 4096);
  CHECK(std::abs(static_cast<double>(weights.columns[0][0]) / 4096 - std::log2(m0 / u0)) <
        1.0 / 4096);
  CHECK(std::abs(static_cast<double>(weights.columns[0][8]) / 4096 - std::log2(m8 / u8)) <
        1.0 / 4096);
  CHECK(weights.score(pattern({0})) == weights.prior + weights.columns[0][0]);
  CHECK(weights.score(pattern({-1})) == weights.prior);
}

TEST_CASE("a column without evidence gets no weight and one with evidence gets much") {
  LevelCounts even{}, telling{};
  for (std::size_t level = 0; level < kLevels; ++level) even[level] = 1000;
  telling[8] = 9000;
  std::vector<std::pair<Pattern, std::uint32_t>> counts;
  for (int level = 0; level < 9; ++level) counts.push_back({pattern({0, level}), 100});
  const Weights weights = fit(diagonal(counts), {telling, even}, 1e6);
  for (const std::int64_t weight : weights.columns[1]) CHECK(std::abs(weight) < 4096 / 50);
  CHECK(weights.columns[0][0] > 10 * 4096);
  CHECK(weights.columns[0][8] < -5 * 4096);
}

TEST_CASE("an empty input for learning does not crash") {
  LevelCounts none{};
  const Weights nobody = fit(diagonal({}), {none}, 100);
  CHECK(posterior(nobody.score(pattern({8}))) < 1e-6);
  const Weights one = fit(diagonal({{pattern({-1}), 1}}), {none}, 1);
  CHECK(one.score(pattern({0})) >= 0);
  const Weights no_columns = fit(diagonal({{pattern({}), 5}}), {}, 100);
  CHECK(no_columns.columns.empty());
}

TEST_CASE("even odds are a posterior of a half and scores order posteriors") {
  CHECK(posterior(0) == 0.5);
  CHECK(posterior(kBit) == doctest::Approx(2.0 / 3));
  CHECK(posterior(-kBit) == doctest::Approx(1.0 / 3));
  for (std::int64_t score = -100 * kBit; score < 100 * kBit; score += 777) {
    CHECK(posterior(score) <= posterior(score + 777));
  }
}

}  // namespace
}  // namespace tally::linker::em_test
