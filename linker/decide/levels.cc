#include "linker/decide/levels.h"

#include <algorithm>

namespace tally::linker {
namespace {

// splitmix64 [Blackman2021], from a fixed seed: the digits of pi.
class Random {
 public:
  // Uniform in [0, n), n <= 2^32; off by less than 2^-32.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(((next() >> 32) * n) >> 32); }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E37'79B9'7F4A'7C15);
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
    return z ^ (z >> 31);
  }
  std::uint64_t state_ = 0x3141'5926'5358'9793;
};

bool has_filter(const FilterColumn& column) {
  return std::any_of(column.popcounts.begin(), column.popcounts.end(),
                     [](std::uint32_t count) { return count != 0; });
}

Dice dice_of(const FilterColumn& left, std::size_t l, const FilterColumn& right, std::size_t r) {
  return {overlap(left.clks[l], right.clks[r]), left.popcounts[l] + right.popcounts[r]};
}

struct RowPair {
  RowIndex left, right;
};

// The row pair of highest similarity; ties and empty filters: the lowest rows.
RowPair best_rows(const SearchSide& left, RecordIndex l, const SearchSide& right, RecordIndex r) {
  const auto left_begin = left.submission.first_row(at(l));
  const auto left_end = left.submission.first_row(at(l) + 1);
  const auto right_begin = right.submission.first_row(at(r));
  const auto right_end = right.submission.first_row(at(r) + 1);
  RowPair best{RowIndex{left_begin}, RowIndex{right_begin}};
  if (left_end - left_begin == 1 && right_end - right_begin == 1) return best;

  Dice highest{0, 1};
  for (auto i = left_begin; i < left_end; ++i) {
    for (auto j = right_begin; j < right_end; ++j) {
      if (left.column.popcounts[i] == 0 || right.column.popcounts[j] == 0) continue;
      const Dice similarity = dice_of(left.column, i, right.column, j);
      if (similarity > highest) {
        highest = similarity;
        best = {RowIndex{i}, RowIndex{j}};
      }
    }
  }
  return best;
}

}  // namespace

std::vector<ScoreColumn> score_columns(const Encoding& encoding, const Pass& pass,
                                       const Submission& left, const Submission& right) {
  std::vector<ScoreColumn> columns;
  for (const std::string& name : pass.score) {
    const FilterColumn* l = left.filter(name);
    const FilterColumn* r = right.filter(name);
    if (!l || !r || !has_filter(*l) || !has_filter(*r)) continue;
    columns.push_back({meaning_of(*encoding.find(name)), l, r});
  }
  return columns;
}

Comparison compare_rows(const std::vector<ScoreColumn>& columns, RowIndex left, RowIndex right) {
  Comparison result;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const FilterColumn& l = *columns[c].left;
    const FilterColumn& r = *columns[c].right;
    if (l.popcounts[at(left)] == 0 || r.popcounts[at(right)] == 0) continue;
    const Dice dice = dice_of(l, at(left), r, at(right));
    result.pattern.set(c, level_of(dice));
    result.similarity += fixed_point(dice);
  }
  return result;
}

std::vector<LevelCounts> sample_levels(const std::vector<ScoreColumn>& columns,
                                       const SearchSide& left, const SearchSide& right,
                                       const Units& units) {
  std::vector<LevelCounts> counts(columns.size());
  const auto count = [&](RecordIndex l, RecordIndex r) {
    if (units.left(l) == units.right(r)) return;
    const RowPair rows = best_rows(left, l, right, r);
    const Pattern pattern = compare_rows(columns, rows.left, rows.right).pattern;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (const auto level = pattern.level(c)) ++counts[c][*level];
    }
  };
  if (left.records.size() * right.records.size() <= kSample) {
    for (const RecordIndex l : left.records) {
      for (const RecordIndex r : right.records) count(l, r);
    }
    return counts;
  }
  Random random;
  for (std::uint64_t i = 0; i < kSample; ++i) {
    const RecordIndex l = left.records[random.below(left.records.size())];
    count(l, right.records[random.below(right.records.size())]);
  }
  return counts;
}

}  // namespace tally::linker
