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

// Which of names and date of birth are near enough to be one person's. What is missing, on either
// side or from the columns, speaks for nobody and against nobody.
enum class Likeness : std::uint8_t { neither, one, both };

// The candidates of one pass between two data sets, in the order of search: left, then right.
struct Ranking {
  ScoreUnit unit;
  std::vector<RankedPair> pairs;
  std::vector<Pattern> patterns;        // distinct, ascending
  std::vector<Meaning> columns;         // of the score columns, as a Pattern numbers them
  std::vector<Likeness> likeness = {};  // of each pattern
};

// A pattern's value that keeps its pairs from being anybody's best.
inline constexpr double kNobodys = -std::numeric_limits<double>::infinity();

// Places of the pairs that are the strict maximum for both their units, by the pattern's value and
// then by score. Ties belong to nobody, except between pairs of the same two units, where the first
// counts. Ascending.
std::vector<std::uint32_t> mutual_best(std::span<const RankedPair> pairs, const Units& units,
                                       std::span<const double> pattern_values);

// Places of the pairs that a greedy choice takes, each unit once, in the order of choosing: score
// descending, then left, then right. Pairs below `least` are not looked at.
std::vector<std::uint32_t> one_to_one(std::span<const RankedPair> pairs, const Units& units,
                                      std::int64_t least);

}  // namespace tally::linker
