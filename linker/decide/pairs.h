// Pairs of records with a rank, and the two ways of choosing among them: mutual best, and greedy
// one to one.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "linker/decide/levels.h"
#include "linker/decide/scores.h"
#include "linker/decide/units.h"

namespace tally::linker {

struct RankedPair {
  RecordIndex left;
  RecordIndex right;
  std::uint32_t pattern;  // place in Ranking::patterns
  std::int64_t score;     // in Ranking::unit
};

// Which of names and date of birth are near enough to be one person's. A value or column that is
// missing counts neither for nor against.
enum class Likeness : std::uint8_t { neither, one, both };

// The candidates of one pass between two data sets, in the order of search: left, then right.
struct Ranking {
  ScoreUnit unit;
  std::vector<RankedPair> pairs;
  std::vector<Pattern> patterns;        // distinct, ascending
  std::vector<Meaning> columns;         // of the score columns, as a Pattern numbers them
  std::vector<Likeness> likeness = {};  // of each pattern
};

// With this value of its pattern, a pair is never the best of a unit.
inline constexpr double kNobodys = -std::numeric_limits<double>::infinity();

// Places of the pairs that are the strict maximum for both their units, by the pattern's value and
// then by score; ascending. If pairs tie, none of them counts, except that of pairs of the same two
// units the first counts.
std::vector<std::uint32_t> mutual_best(std::span<const RankedPair> pairs, const Units& units,
                                       std::span<const double> pattern_values);

// Places of the pairs that a greedy choice takes, each unit once, in the order of choosing: score
// descending, then left, then right. Ignores pairs below `least`.
std::vector<std::uint32_t> one_to_one(std::span<const RankedPair> pairs, const Units& units,
                                      std::int64_t least);

}  // namespace tally::linker
