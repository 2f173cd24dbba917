// Levels: how well two records agree on each score column, as one of nine steps of Dice; and the
// patterns of levels of a set of pairs. The statistics of a pass see nothing else of a pair.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "linker/decide/column_meaning.h"
#include "linker/decide/units.h"
#include "linker/search/search.h"

namespace tally::linker {

inline constexpr std::size_t kLevels = 9;
inline constexpr std::size_t kMaxScoreColumns = 16;  // four bits each in a Pattern

// Hardened filters have the same bounds. Where two records agree in part, hardening lowers their
// Dice, so the rules about levels are stricter for them; bounds that were moved with it linked no
// better [linkage-study].
//
// A level counts the bounds that are above the Dice: 0 is the best, 8 the worst.
inline constexpr std::array<Permille, kLevels - 1> kLevelBounds = {
    {{980}, {900}, {820}, {740}, {660}, {580}, {500}, {400}}};

constexpr unsigned level_of(Dice d) {
  unsigned level = 0;
  while (level < kLevelBounds.size() && !at_least(d, kLevelBounds[level])) ++level;
  return level;
}

// The levels of a pair on all score columns. A column with an empty filter on either side has no
// level.
class Pattern {
 public:
  std::optional<unsigned> level(std::size_t column) const {
    const unsigned code = static_cast<unsigned>(code_ >> (4 * column)) & 15;
    return code == 0 ? std::nullopt : std::optional(code - 1);
  }
  void set(std::size_t column, unsigned level) {
    code_ |= std::uint64_t{level + 1} << (4 * column);
  }
  friend auto operator<=>(const Pattern&, const Pattern&) = default;

 private:
  std::uint64_t code_ = 0;
};

// A score column of both sides.
struct ScoreColumn {
  Meaning meaning;
  const FilterColumn* left;
  const FilterColumn* right;
};

// The pass's score columns that both sides supply and in which each side has a filter that is not
// empty.
std::vector<ScoreColumn> score_columns(const Encoding& encoding, const Pass& pass,
                                       const Submission& left, const Submission& right);

struct Comparison {
  Pattern pattern;
  std::int64_t similarity = 0;  // sum of the columns' Dice * 2^32
};
Comparison compare_rows(const std::vector<ScoreColumn>& columns, RowIndex left, RowIndex right);

// How often each level occurs in a column, over the pairs that have a level.
using LevelCounts = std::array<std::uint64_t, kLevels>;

// Agreement by chance: the level counts of each column over kSample uniformly random pairs of the
// records that take part (of different units), or over all pairs if there are fewer. A pair is
// compared by its row pair of highest similarity, like candidates. Equal inputs give the same
// sample.
inline constexpr std::uint64_t kSample = 250'000;
std::vector<LevelCounts> sample_levels(const std::vector<ScoreColumn>& columns,
                                       const SearchSide& left, const SearchSide& right,
                                       const Units& units);

}  // namespace tally::linker
