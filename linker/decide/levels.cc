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
    const Dice dice = dice_of({l.clks, l.popcounts}, left, {r.clks, r.popcounts}, right);
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
    const RowPair rows = best_rows(left.filters(), left.rows(l), right.filters(), right.rows(r));
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
