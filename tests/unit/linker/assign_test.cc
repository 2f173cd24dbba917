#include "linker/decide/assign.h"

#include <doctest/doctest.h>

#include <numeric>

namespace tally::linker::assign_test {
namespace {

// Pattern 0 has surname and address at the best level, like siblings; pattern 1 does not.
Ranking ranking(ScoreUnit unit, std::vector<RankedPair> pairs,
                std::vector<Meaning> columns = {Meaning::given, Meaning::surname,
                                                Meaning::address}) {
  Pattern alike, unlike;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    alike.set(c, columns[c] == Meaning::given ? 8 : 0);
    unlike.set(c, 1);
  }
  return {unit,
          std::move(pairs),
          {alike, unlike},
          std::move(columns),
          {Likeness::neither, Likeness::one}};
}

RankedPair pair(std::uint32_t left, std::uint32_t right, std::int64_t score,
                std::uint32_t pattern = 1) {
  return {RecordIndex{left}, RecordIndex{right}, pattern, score};
}

const std::vector<std::uint32_t> kAlone = {0, 1, 2, 3};
const Units kUnits = Units::between(kAlone, kAlone);
const KeysDiffer kAgree = [](RecordIndex, RecordIndex) { return false; };
// Only the keys of left record 0 and right record 0 differ.
const KeysDiffer kFirstDiffer = [](RecordIndex l, RecordIndex r) { return at(l) + at(r) == 0; };

Decision from(std::int64_t threshold, ScoreUnit unit = ScoreUnit::bits) {
  return {Method::agreed, {unit, threshold}, {}, {}};
}

TEST_CASE("a pair at the threshold is a link one below is not") {
  const auto links =
      assign_between(ranking(ScoreUnit::bits, {pair(0, 0, 10), pair(1, 1, 9), pair(2, 2, 11)}),
                     kUnits, from(10), kAgree);
  REQUIRE(links.size() == 2);
  CHECK(at(links[0].left) == 2);
  CHECK(at(links[1].left) == 0);
}

TEST_CASE("a pair less alike than decided is not linked at any score") {
  const Ranking two = ranking(ScoreUnit::bits, {pair(0, 0, 99, 0), pair(0, 1, 10)});
  CHECK(at(assign_between(two, kUnits, from(10), kAgree)[0].right) == 0);
  Decision decision = from(10);
  decision.least = Likeness::one;
  const auto links = assign_between(two, kUnits, decision, kAgree);
  REQUIRE(links.size() == 1);
  CHECK(at(links[0].right) == 1);
  CHECK(assign_within(two, decision, kAgree).size() == 1);
  decision.least = Likeness::both;
  CHECK(assign_between(two, kUnits, decision, kAgree).empty());
}

TEST_CASE("identifiers that differ cost six bits before the choice") {
  const Ranking two = ranking(
      ScoreUnit::bits, {pair(0, 0, 20 * kBit), pair(0, 1, 15 * kBit), pair(1, 0, 13 * kBit)});
  CHECK(at(assign_between(two, kUnits, from(0), kAgree)[0].right) == 0);
  const auto links = assign_between(two, kUnits, from(0), kFirstDiffer);
  REQUIRE(links.size() == 2);  // 15 and 13 before 14
  CHECK(at(links[0].right) == 1);
  CHECK_FALSE(links[0].different_keys);

  const Ranking single = ranking(ScoreUnit::bits, {pair(0, 0, 16 * kBit)});
  const auto kept = assign_between(single, kUnits, from(10 * kBit), kFirstDiffer);
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].different_keys);
  CHECK(kept[0].score == Score::bits(10 * kBit));
  CHECK(assign_between(single, kUnits, from(10 * kBit + 1), kFirstDiffer).empty());
}

TEST_CASE("identifiers that differ forbid a link by Dice only") {
  const Ranking dice = ranking(ScoreUnit::dice, {pair(0, 0, std::int64_t{1} << 32)}, {});
  CHECK(assign_between(dice, kUnits, from(0, ScoreUnit::dice), kAgree).size() == 1);
  CHECK(assign_between(dice, kUnits, from(0, ScoreUnit::dice), kFirstDiffer).empty());
}

TEST_CASE("a rival from the same home within three bits makes a link ambiguous") {
  struct Case {
    RankedPair rival;
    bool ambiguous;
  };
  const std::int64_t score = 20 * kBit;
  for (const Case& c :
       {Case{pair(0, 1, score - 3 * kBit, 0), true}, Case{pair(1, 0, score - 3 * kBit, 0), true},
        Case{pair(0, 1, score - 3 * kBit - 1, 0), false},
        Case{pair(0, 1, score, 1), false},     // lives elsewhere
        Case{pair(1, 1, score, 0), false}}) {  // not a rival of a link
    CAPTURE(c.rival.score);
    std::vector<RankedPair> pairs = {pair(0, 0, score), c.rival};
    const auto links =
        assign_between(ranking(ScoreUnit::bits, pairs), kUnits, from(score - kBit), kAgree);
    REQUIRE(!links.empty());
    CHECK(links[0].ambiguous == c.ambiguous);
  }
  // With the grouped filters only the address counts; without either, no link is ambiguous.
  const std::vector<RankedPair> pairs = {pair(0, 0, score), pair(0, 1, score - kBit, 0)};
  CHECK(assign_between(ranking(ScoreUnit::bits, pairs, {Meaning::names, Meaning::address}), kUnits,
                       from(0), kAgree)[0]
            .ambiguous);
  CHECK_FALSE(
      assign_between(ranking(ScoreUnit::bits, pairs, {Meaning::names}), kUnits, from(0), kAgree)[0]
          .ambiguous);
}

TEST_CASE("another record of the same group is not a rival") {
  const std::vector<std::uint32_t> group = {0, 0};
  const Units units = Units::between(kAlone, group);
  const Ranking two =
      ranking(ScoreUnit::bits, {pair(0, 0, 20 * kBit, 0), pair(0, 1, 19 * kBit, 0)});
  const auto links = assign_between(two, units, from(0), kAgree);
  REQUIRE(links.size() == 1);
  CHECK_FALSE(links[0].ambiguous);
}

TEST_CASE("within one data set every pair over the threshold is a link") {
  const Ranking chain =
      ranking(ScoreUnit::bits, {pair(0, 1, 9), pair(0, 2, 12), pair(1, 2, 10), pair(2, 3, 8)});
  const auto links = assign_within(chain, from(9), kAgree);
  REQUIRE(links.size() == 3);
  CHECK(links[0].score == Score::bits(12));
  CHECK(links[2].score == Score::bits(9));
}

}  // namespace
}  // namespace tally::linker::assign_test
