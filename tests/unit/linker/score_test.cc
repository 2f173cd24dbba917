#include "linker/decide/score.h"

#include <algorithm>
#include <numeric>

#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::score_test {
namespace {

using made_up::Parties;
using made_up::People;
using made_up::Row;

// Families: both data sets have the same people under the same reference; b also has a brother or
// sister of each, under the next reference.
struct Families {
  explicit Families(std::uint32_t count)
      : parties(2), submissions(parties.submissions(rows(count))) {
    for (const Submission& submission : submissions) {
      heads.emplace_back(submission.records());
      std::iota(heads.back().begin(), heads.back().end(), 0u);
    }
  }
  static std::vector<std::vector<Row>> rows(std::uint32_t count) {
    People people(19370121);
    std::vector<std::vector<Row>> data(2);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto person = people.person();
      data[0].push_back({2 * i, person, {}});
      data[1].push_back({2 * i, people.again(person, 2), {}});
      data[1].push_back({2 * i + 1, people.sibling(person), {}});
    }
    return data;
  }

  SearchSide side(std::size_t s) const {
    std::vector<RecordIndex> records;
    for (std::uint32_t r = 0; r < submissions[s].records(); ++r) records.push_back(RecordIndex{r});
    return {{submissions[s], records}, *submissions[s].filter("person")};
  }
  Units units() const { return Units::between(heads[0], heads[1]); }
  Ranking rank(bool scored, unsigned threads = 1) const {
    const SearchSide left = side(0), right = side(1);
    const auto columns = scored ? score_columns(parties.agreement.encoding(),
                                                parties.agreement.terms().policy.passes.back(),
                                                submissions[0], submissions[1])
                                : std::vector<ScoreColumn>();
    const Candidates candidates = search(left, right, *kernel_named("portable").value(), 1);
    return score(columns, left, right, units(), candidates, threads);
  }
  // Whether the pair is of one person, or of brother and sister.
  bool is_match(const RankedPair& pair) const { return at(pair.right) == 2 * at(pair.left); }
  bool is_family(const RankedPair& pair) const { return at(pair.right) / 2 == at(pair.left); }

  Parties parties;
  std::vector<Submission> submissions;
  std::vector<std::vector<std::uint32_t>> heads;
};

TEST_CASE("a match scores over even odds and a stranger under them") {
  const Families families(150);
  const Ranking ranking = families.rank(true);
  CHECK(ranking.unit == ScoreUnit::bits);
  std::size_t matches = 0;
  for (const RankedPair& pair : ranking.pairs) {
    if (families.is_match(pair)) {
      ++matches;
      CHECK(pair.score > 0);
    } else if (!families.is_family(pair)) {
      CHECK(pair.score < 0);
    }
  }
  CHECK(matches == 150);
}

TEST_CASE("a match is alike in both names and birth date and a brother or sister in neither") {
  const Families families(150);
  const Ranking ranking = families.rank(true);
  for (const RankedPair& pair : ranking.pairs) {
    if (!families.is_family(pair)) continue;
    const Likeness expected = families.is_match(pair) ? Likeness::both : Likeness::neither;
    CHECK(ranking.likeness[pair.pattern] == expected);
  }
}

TEST_CASE("without score columns pairs rank by the Dice of the search column") {
  const Families families(20);
  const Ranking ranking = families.rank(false);
  CHECK(ranking.unit == ScoreUnit::dice);
  for (const RankedPair& pair : ranking.pairs) {
    CHECK(pair.score > 0);
    CHECK(pair.score <= std::int64_t{1} << 32);
  }
}

TEST_CASE("under a hundred pairs of units are too few to learn from") {
  CHECK(Families(7).rank(true).unit == ScoreUnit::dice);  // 7 x 14
  CHECK(Families(8).rank(true).unit == ScoreUnit::bits);  // 8 x 16
}

TEST_CASE("threads change no score") {
  const Families families(60);
  const Ranking one = families.rank(true, 1), three = families.rank(true, 3);
  REQUIRE(one.pairs.size() == three.pairs.size());
  for (std::size_t i = 0; i < one.pairs.size(); ++i) {
    CHECK(one.pairs[i].score == three.pairs[i].score);
    CHECK(one.patterns[one.pairs[i].pattern] == three.patterns[three.pairs[i].pattern]);
  }
}

}  // namespace
}  // namespace tally::linker::score_test
