// One-to-one expectation maximisation: what agreement says about a pair, learnt without truth
// [FellegiSunter1969]. Only pairs that are the mutual best of their units may be matches: that
// stops siblings and shared addresses from being learnt as matches [linkage-study].
//
// IEEE + - x / and common/math.h only, sums over patterns in ascending order: the same weights on
// every machine.
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

// What the weights are learnt from.
struct FitInput {
  const Ranking& by_similarity;  // whose scores are similarities
  const Units& units;
  std::vector<bool> may_match;      // patterns: whose pairs may be taken for matches at all
  std::vector<LevelCounts> chance;  // columns: levels of random pairs
  double pairs_of_units;            // how many there are in all
};
Weights fit_weights(const FitInput& input);

// The probability of a match at a score in 1/kBit bits.
double posterior(std::int64_t score);

}  // namespace tally::linker
