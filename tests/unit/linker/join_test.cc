#include "linker/join/join.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "linker/decide/score.h"
#include "tests/unit/linker/made_up_bands.h"
#include "tests/unit/linker/made_up_linker.h"

namespace tally::linker::join_test {
namespace {

using made_up::BandedParties;
using made_up::BandRow;
using made_up::Random;
using made_up::side_of;

constexpr std::uint64_t kSeed = 20261130;

using Plain = std::tuple<RecordIndex, RecordIndex, RowIndex, RowIndex, std::vector<std::uint16_t>>;

std::vector<Plain> plain(const JoinedPairs& joined) {
  std::vector<Plain> all;
  for (std::size_t i = 0; i < joined.pairs.size(); ++i) {
    const JoinedPair& pair = joined.pairs[i];
    const auto equal = joined.equal_of(i);
    all.emplace_back(pair.left, pair.right, pair.left_row, pair.right_row,
                     std::vector<std::uint16_t>(equal.begin(), equal.end()));
  }
  return all;
}

std::vector<std::uint16_t> equal_bands(const JoinSide& left, std::uint32_t left_row,
                                       const JoinSide& right, std::uint32_t right_row) {
  std::vector<std::uint16_t> equal(left.columns.size());
  for (std::size_t column = 0; column < left.columns.size(); ++column) {
    for (std::size_t band = 0; band < left.columns[column]->bands; ++band) {
      const std::uint64_t value = left.columns[column]->values_of(band)[left_row];
      if (value != 0 && value == right.columns[column]->values_of(band)[right_row]) ++equal[column];
    }
  }
  return equal;
}

// All pairs of records, by the definition.
std::vector<Plain> by_definition(const JoinSide& left, const JoinSide& right) {
  std::vector<Plain> all;
  for (const RecordIndex l : left.records) {
    for (const RecordIndex r : right.records) {
      std::optional<Plain> best;
      std::uint32_t most = 0;
      for (auto i = left.submission.first_row(at(l)); i < left.submission.first_row(at(l) + 1);
           ++i) {
        for (auto j = right.submission.first_row(at(r)); j < right.submission.first_row(at(r) + 1);
             ++j) {
          const std::vector<std::uint16_t> equal = equal_bands(left, i, right, j);
          std::uint32_t sum = 0;
          for (const std::uint16_t count : equal) sum += count;
          if (sum > most) best = Plain{l, r, RowIndex{i}, RowIndex{j}, equal};
          most = std::max(most, sum);
        }
      }
      if (best) all.push_back(*best);
    }
  }
  return all;
}

// Records of one to three rows. Values come from a pool, 0 (missing) among them: the smaller the
// pool, the more are equal, also within a data set, which no encoder sends.
std::vector<BandRow> made_up_rows(std::size_t count, std::uint32_t pool, std::uint64_t seed) {
  Random random(seed);
  std::vector<BandRow> rows;
  for (std::uint32_t record = 0; rows.size() < count; ++record) {
    for (std::uint32_t again = 1 + random.below(3); again > 0; --again) {
      made_up::Bands bands(2, std::vector<std::uint64_t>(made_up::kBandsOfColumn));
      for (auto& column : bands) {
        for (std::uint64_t& value : column) value = random.below(pool) * 0x0101'0101ULL;
      }
      rows.push_back({record, std::move(bands)});
    }
  }
  return rows;
}

TEST_CASE("a join finds all pairs of records with an equal band and the best rows of each") {
  MESSAGE("seed ", kSeed);
  struct Case {
    std::size_t left, right;
    std::uint32_t pool;
  };
  const BandedParties parties(2);
  for (const Case& c : {Case{0, 9, 4},
                        {9, 0, 4},
                        {1, 1, 1},
                        {1, 1, 2},
                        {60, 80, 200},
                        {80, 60, 2000},
                        {70, 70, 3},
                        {200, 150, 100'000}}) {
    CAPTURE(c.left);
    CAPTURE(c.right);
    CAPTURE(c.pool);
    const auto submissions = parties.submissions_of(
        {made_up_rows(c.left, c.pool, kSeed), made_up_rows(c.right, c.pool, kSeed + 1)});
    const JoinSide left = side_of(submissions[0]), right = side_of(submissions[1]);
    for (const unsigned threads : {1u, 3u}) {
      CHECK(plain(join_bands(left, right, threads)) == by_definition(left, right));
    }
  }
}

TEST_CASE("a part of the records and of the columns can be joined") {
  const BandedParties parties(2);
  const auto submissions =
      parties.submissions_of({made_up_rows(100, 50, kSeed), made_up_rows(90, 50, kSeed + 1)});
  JoinSide left = side_of(submissions[0]), right = side_of(submissions[1]);
  std::erase_if(left.records, [](RecordIndex r) { return at(r) % 3 == 0; });
  std::erase_if(right.records, [](RecordIndex r) { return at(r) % 2 == 0; });
  CHECK(plain(join_bands(left, right, 2)) == by_definition(left, right));
  left.columns.pop_back();
  right.columns.pop_back();
  CHECK(plain(join_bands(left, right, 2)) == by_definition(left, right));
}

// As many left records as two blocks and a part; each has a partner with some of its bands.
TEST_CASE("neither blocks nor threads change what a join finds") {
  MESSAGE("seed ", kSeed);
  constexpr std::uint32_t kRecords = (1 << 15) + 77;
  Random random(kSeed);
  std::vector<std::vector<BandRow>> data(2);
  for (std::uint32_t i = 0; i < kRecords; ++i) {
    const made_up::Bands bands = made_up::new_bands(random);
    data[0].push_back({i, bands});
    data[1].push_back({kRecords - 1 - i, made_up::again(random, bands, 70)});
  }
  std::ranges::reverse(data[1]);
  const BandedParties parties(2);
  const auto submissions = parties.submissions_of(data);
  const JoinSide left = side_of(submissions[0]), right = side_of(submissions[1]);
  const std::vector<Plain> one = plain(join_bands(left, right, 1));
  for (const unsigned threads : {2u, 5u}) CHECK(plain(join_bands(left, right, threads)) == one);
  std::size_t partners = 0, wrong = 0;
  for (const auto& [l, r, left_row, right_row, equal] : one) {
    partners += at(l) + at(r) + 1 == kRecords ? 1U : 0U;
    const auto left_place = static_cast<std::uint32_t>(at(left_row));
    const auto right_place = static_cast<std::uint32_t>(at(right_row));
    wrong += equal != equal_bands(left, left_place, right, right_place) ? 1U : 0U;
  }
  std::size_t expected = 0;
  for (std::uint32_t i = 0; i < kRecords; ++i) {
    const auto equal = equal_bands(left, i, right, kRecords - 1 - i);
    expected += std::ranges::any_of(equal, [](std::uint16_t count) { return count > 0; });
  }
  CHECK(partners == expected);
  CHECK(wrong == 0);
  CHECK(std::ranges::is_sorted(one));
}

TEST_CASE("progress of a join adds up to its total and changes nothing") {
  struct Sum final : Progress {
    void begin(std::string_view, std::uint64_t) override {}
    void end() override {}
    void advance(std::uint64_t steps) override { sum += steps; }
    void set(std::uint64_t) override {}
    std::uint64_t sum = 0;
  } progress;
  const BandedParties parties(2);
  const auto submissions =
      parties.submissions_of({made_up_rows(100, 50, kSeed), made_up_rows(90, 50, kSeed + 1)});
  const JoinSide left = side_of(submissions[0]), right = side_of(submissions[1]);
  CHECK(plain(join_bands(left, right, 1, &progress)) == plain(join_bands(left, right, 1)));
  CHECK(progress.sum == kJoinSteps);
}

TEST_CASE("joined pairs are ranked by their band score and never a unit with itself") {
  const std::vector<std::uint32_t> heads = {0, 1, 2};
  JoinedPairs joined{{}, 2, {}};
  const auto add = [&](std::uint32_t l, std::uint32_t r, std::uint16_t a, std::uint16_t b) {
    joined.pairs.push_back({RecordIndex{l}, RecordIndex{r}, RowIndex{0}, RowIndex{0}});
    joined.equal.insert(joined.equal.end(), {a, b});
  };
  add(0, 0, 3, 0);
  add(0, 2, 1, 1);
  add(1, 2, 7, 3);
  const Ranking ranking = score(joined, Units::between(heads, heads));
  CHECK(ranking.unit == ScoreUnit::bands);
  REQUIRE(ranking.pairs.size() == 3);
  CHECK(ranking.pairs[0].score == 2 * kBandUnit);
  CHECK(ranking.pairs[1].score == 2 * kBandUnit);
  CHECK(ranking.pairs[2].score == 5 * kBandUnit);
  CHECK(at(ranking.pairs[2].left) == 1);
}

}  // namespace
}  // namespace tally::linker::join_test
