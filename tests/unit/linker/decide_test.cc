#include "linker/decide/decide.h"

#include <array>
#include <numeric>

#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::decide_test {
namespace {

using made_up::Parties;
using made_up::Row;

std::vector<RecordIndex> all_of(const Submission& submission) {
  std::vector<RecordIndex> records;
  for (std::uint32_t r = 0; r < submission.records(); ++r) records.push_back(RecordIndex{r});
  return records;
}

// Two data sets of so many records each, and the pairs that a pass has ranked.
class MadeUpPass {
 public:
  explicit MadeUpPass(std::uint32_t records, ScoreUnit unit = ScoreUnit::bits,
                      bool duplicates = false)
      : parties_(2, [=](AgreementTerms& terms) { terms.datasets[1].duplicates = duplicates; }),
        submissions_(parties_.submissions({rows(records), rows(records)})),
        heads_(records),
        ranking_{unit, {}, std::vector<Pattern>(3), {}, {kAll.begin(), kAll.end()}} {
    std::iota(heads_.begin(), heads_.end(), 0u);
  }

  void add(std::uint32_t left, std::uint32_t right, std::int64_t score,
           Likeness likeness = Likeness::both) {
    const auto pattern = static_cast<std::uint32_t>(likeness);
    ranking_.pairs.push_back({RecordIndex{left}, RecordIndex{right}, pattern, score});
  }
  // A pair of two records that have no other pair.
  void add_alone(std::size_t count, std::int64_t score, Likeness likeness = Likeness::both) {
    for (std::size_t i = 0; i < count; ++i, ++used_) add(used_, used_, score, likeness);
  }

  Decision decide() const { return decide(parties_.agreement.terms().policy.passes.back()); }
  Decision decide(const Pass& pass) const {
    const Participants left{submissions_[0], all_of(submissions_[0])};
    const Participants right{submissions_[1], all_of(submissions_[1])};
    return linker::decide(ranking_, Units::between(heads_, heads_), left, right, pass,
                          parties_.agreement);
  }
  Decision decide_agreed(PassThreshold threshold) const {
    Pass pass = parties_.agreement.terms().policy.passes.back();
    pass.rule = Rule::threshold;
    pass.threshold = threshold;
    if (threshold.unit == PassThreshold::Unit::dice) pass.score.clear();
    return decide(pass);
  }

 private:
  // Places in the order of patterns here.
  static constexpr std::array kAll = {Likeness::neither, Likeness::one, Likeness::both};
  static std::vector<Row> rows(std::uint32_t count) {
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i < count; ++i) rows.push_back({i, {}});
    return rows;
  }
  Parties parties_;
  std::vector<Submission> submissions_;
  std::vector<std::uint32_t> heads_;
  Ranking ranking_;
  std::uint32_t used_ = 0;
};

TEST_CASE("an agreed threshold is taken in the unit of the pass") {
  const Decision bits =
      MadeUpPass(1, ScoreUnit::bits).decide_agreed({PassThreshold::Unit::bits, 12345});
  CHECK(bits.method == Method::agreed);
  CHECK(bits.threshold == Score::bits(50566));  // 12.345 bits of 4096, rounded up
  const Decision dice =
      MadeUpPass(1, ScoreUnit::dice).decide_agreed({PassThreshold::Unit::dice, 700});
  CHECK(dice.method == Method::agreed);
  CHECK(dice.threshold == Score::dice((std::int64_t{700} << 32) / 1000));
}

TEST_CASE("an agreed threshold in bits decides nothing where pairs could only be ranked by Dice") {
  MadeUpPass pass(5, ScoreUnit::dice);
  pass.add_alone(5, std::int64_t{1} << 32);
  const Decision decision = pass.decide_agreed({PassThreshold::Unit::bits, 12345});
  CHECK(decision.method == Method::fallback);
  CHECK(decision.threshold == Score::dice((std::int64_t{800} << 32) / 1000));
  CHECK(decision.unestimated);
}

TEST_CASE("the fallback is a Dice even where a pass without any pair ranks in bits") {
  const Decision decision = MadeUpPass(20, ScoreUnit::bits).decide();
  CHECK(decision.method == Method::fallback);
  CHECK(decision.threshold.unit() == ScoreUnit::dice);
}

TEST_CASE("few records are decided by posteriors and marked as not estimated") {
  MadeUpPass pass(40);
  pass.add_alone(20, 10 * kBit);
  pass.add_alone(20, -10 * kBit);
  const Decision decision = pass.decide();
  CHECK(decision.method == Method::posterior);
  CHECK(decision.threshold == Score::bits(10 * kBit));
  CHECK(decision.unestimated);
  REQUIRE(decision.precision);
  CHECK(*decision.precision > 0.99);
}

TEST_CASE("a data set with duplicates is decided by posteriors and these are an estimate") {
  MadeUpPass pass(40, ScoreUnit::bits, true);
  pass.add_alone(40, 10 * kBit);
  CHECK(pass.decide().method == Method::posterior);
  CHECK_FALSE(pass.decide().unestimated);
}

TEST_CASE("nothing is linked where most links would be wrong") {
  MadeUpPass pass(40);
  pass.add_alone(39, -3 * kBit);
  pass.add_alone(1, -2 * kBit);
  const Decision decision = pass.decide();
  CHECK(decision.threshold == Score::bits(-2 * kBit + 1));
  CHECK_FALSE(decision.precision);
}

TEST_CASE("under one certain link in three the rest count as brothers and sisters") {
  struct Case {
    std::size_t certain, others;
    Likeness least;
  };
  for (const Case& c : {Case{17, 34, Likeness::neither}, Case{16, 35, Likeness::both}}) {
    CAPTURE(c.certain);
    MadeUpPass pass(51, ScoreUnit::bits, true);
    pass.add_alone(c.certain, 12 * kBit, Likeness::both);
    pass.add_alone(c.others, 11 * kBit, Likeness::one);
    const Decision decision = pass.decide();
    CHECK(decision.least == c.least);
    CHECK(decision.unestimated == (c.least == Likeness::both));
    if (c.least == Likeness::both) CHECK(decision.threshold == Score::bits(12 * kBit));
  }
}

TEST_CASE("over one link in fifty alike in neither names nor birth date forbids all such links") {
  struct Case {
    std::size_t alike, unlike;
    Likeness least;
  };
  for (const Case& c : {Case{98, 2, Likeness::neither}, Case{97, 3, Likeness::one}}) {
    CAPTURE(c.unlike);
    MadeUpPass pass(100, ScoreUnit::bits, true);
    pass.add_alone(c.alike, 12 * kBit, Likeness::both);
    pass.add_alone(c.unlike, 12 * kBit, Likeness::neither);
    CHECK(pass.decide().least == c.least);
  }
}

// Some left records have a match, and all have a runner-up far below it.
struct Rivals : MadeUpPass {
  Rivals(std::uint32_t records, std::uint32_t matches) : MadeUpPass(records) {
    for (std::uint32_t i = 0; i < records; ++i) {
      if (i < matches) add(i, i, 20 * kBit + i);
      add(i, (i + 1) % records, -20 * kBit + 7 * (i % 50), Likeness::one);
      add(i, (i + 2) % records, -21 * kBit + 11 * (i % 50), Likeness::one);
    }
  }
};

TEST_CASE("enough records with runners-up are decided by the runner-up null") {
  const Decision decision = Rivals(300, 200).decide();
  CHECK(decision.method == Method::runner_up);
  CHECK(decision.threshold == Score::bits(20 * kBit));
  CHECK_FALSE(decision.unestimated);
  REQUIRE(decision.precision);
  CHECK(*decision.precision > 0.99);
  CHECK(*decision.detectable == doctest::Approx(200).epsilon(0.02));
}

TEST_CASE("under 500 links have a band from both ways of deciding") {
  const Decision few = Rivals(300, 200).decide();
  REQUIRE(few.band);
  CHECK(few.band->low == 200);
  CHECK(few.band->high == 200);
  CHECK_FALSE(Rivals(700, 600).decide().band);
}

TEST_CASE("a null that finds far more links than the posteriors gives way to them") {
  const Decision decision = Rivals(300, 100).decide();
  CHECK(decision.method == Method::posterior);
  CHECK(decision.threshold == Score::bits(20 * kBit));
  CHECK(decision.unestimated);
  REQUIRE(decision.band);
  CHECK(decision.band->low == 100);
  CHECK(decision.band->high > 150);
}

}  // namespace
}  // namespace tally::linker::decide_test
