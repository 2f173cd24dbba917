#include "linker/decide/levels.h"

#include <numeric>

#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::levels_test {
namespace {

using made_up::Parties;
using made_up::Row;

std::vector<std::uint32_t> bits(std::uint32_t from, std::uint32_t to) {
  std::vector<std::uint32_t> result(to - from);
  std::iota(result.begin(), result.end(), from);
  return result;
}

SearchSide side(const Submission& submission) {
  std::vector<RecordIndex> records;
  for (std::uint32_t r = 0; r < submission.records(); ++r) records.push_back(RecordIndex{r});
  return {{submission, records}, *submission.filter("person")};
}

std::vector<std::uint32_t> ungrouped(std::size_t records) {
  std::vector<std::uint32_t> heads(records);
  std::iota(heads.begin(), heads.end(), 0u);
  return heads;
}

struct Town {
  Town(std::vector<Row> left, std::vector<Row> right, std::uint32_t rows_per_record = 1)
      : parties(2,
                [=](AgreementTerms& terms) {
                  for (Dataset& dataset : terms.datasets) dataset.rows_per_record = rows_per_record;
                }),
        submissions(parties.submissions({std::move(left), std::move(right)})) {}

  std::vector<ScoreColumn> columns() const {
    return score_columns(parties.agreement.encoding(), parties.agreement.terms().policy.passes[2],
                         submissions[0], submissions[1]);
  }
  std::vector<LevelCounts> sample() const {
    const auto left = ungrouped(submissions[0].records()),
               right = ungrouped(submissions[1].records());
    return sample_levels(columns(), side(submissions[0]), side(submissions[1]),
                         Units::between(left, right));
  }
  Parties parties;
  std::vector<Submission> submissions;
};

std::uint64_t total(const LevelCounts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

TEST_CASE(
    "a score column that one side never fills is left out and the others keep their meaning") {
  const Town town({{1, {{1}, {1}, {1}, {1}}}}, {{1, {{1}, {1}, {}, {1}}}});
  const std::vector<ScoreColumn> columns = town.columns();
  REQUIRE(columns.size() == 2);
  CHECK(columns[0].meaning == Meaning::names);
  CHECK(columns[1].meaning == Meaning::address);
}

TEST_CASE("a pair has a level in each column that both rows fill and the sum of their Dice") {
  const Town town({{1, {{1}, bits(0, 10), bits(0, 10), {}}}, {2, {{1}, {}, {}, {1}}}},
                  {{1, {{1}, bits(0, 10), bits(5, 15), {3}}}, {2, {{1}, {}, {}, {}}}});
  const Comparison comparison = compare_rows(town.columns(), RowIndex{0}, RowIndex{0});
  CHECK(comparison.pattern.level(0) == 0u);
  CHECK(comparison.pattern.level(1) == 6u);  // Dice 0.5
  CHECK_FALSE(comparison.pattern.level(2));
  CHECK(comparison.similarity == fixed_point({10, 20}) + fixed_point({5, 20}));
  CHECK(compare_rows(town.columns(), RowIndex{1}, RowIndex{1}).pattern == Pattern());
}

TEST_CASE("few records are compared each with each") {
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < 30; ++i) rows.push_back({i, {{i}, {i}, {0}, {}}});
  const std::vector<LevelCounts> counts = Town(rows, rows).sample();
  REQUIRE(counts.size() == 2);  // nobody has an address
  CHECK(counts[0][0] == 30);
  CHECK(counts[0][8] == 30 * 29);
  CHECK(counts[1][0] == 900);
}

TEST_CASE("many records are sampled and the sample is the same for the same records") {
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < 600; ++i) rows.push_back({i, {{i}, {i % 400}, {}, {}}});
  const Town town(rows, rows);
  const std::vector<LevelCounts> counts = town.sample();
  CHECK(total(counts[0]) == kSample);
  CHECK(counts == town.sample());
  // One pair in 360 is equal by chance.
  CHECK(counts[0][0] > kSample / 450);
  CHECK(counts[0][0] < kSample / 250);
}

TEST_CASE("records of one unit are not a chance pair") {
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < 10; ++i) rows.push_back({i, {{1}, {1}, {}, {}}});
  const Town town(rows, rows);
  const std::vector<std::uint32_t> together(10, 0);
  const SearchSide within = side(town.submissions[0]);
  CHECK(total(sample_levels(town.columns(), within, within, Units::within(together))[0]) == 0);
}

TEST_CASE("a sampled pair is compared by its rows of highest similarity") {
  const Town town({{1, {{1, 2}, {1}, {}, {}}}, {1, {{5, 6}, {9}, {}, {}}}},
                  {{1, {{5, 6}, {9}, {}, {}}}}, 2);
  const std::vector<LevelCounts> counts = town.sample();
  CHECK(counts[0][0] == 1);
  CHECK(total(counts[0]) == 1);
}

}  // namespace
}  // namespace tally::linker::levels_test
