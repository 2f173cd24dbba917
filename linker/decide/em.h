// One-to-one expectation maximisation: learns without truth how much each level of agreement is
// evidence of a match [FellegiSunter1969]. Only pairs that are the mutual best of their units can
// be matches. This stops siblings and shared addresses from being learnt as matches
// [linkage-study].
//
// Uses only IEEE + - x / and common/math.h, and sums over patterns in ascending order, so the
// weights are the same on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "linker/decide/pairs.h"

namespace tally::linker {

// In 1/kBit bits.
struct Weights {
  std::int64_t prior = 0;  // log2 odds of a match before anything is compared
  std::vector<std::array<std::int64_t, kLevels>> columns;  // log2 (m / u) of each level

  std::int64_t score(Pattern pattern) const;
};

// The input for learning the weights.
struct FitInput {
  const Ranking& by_similarity;  // its scores are similarities
  const Units& units;
  std::vector<bool> may_match;      // by pattern: whether its pairs can be matches
  std::vector<LevelCounts> chance;  // by column: levels of random pairs
  double pairs_of_units;            // the number of all pairs of units
};
Weights fit_weights(const FitInput& input);

// The probability of a match at a score in 1/kBit bits.
double posterior(std::int64_t score);

}  // namespace tally::linker
