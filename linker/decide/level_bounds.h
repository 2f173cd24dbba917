// The levels of agreement of two filters: nine steps of Dice, of which 0 is the best.
//
// A hardened filter makes two records less alike than their tokens are. So its levels begin at the
// Dice that hardening makes, on average, of the levels of plain filters: a level has one meaning,
// and so have the rules about levels (score.h).
#pragma once

#include <array>
#include <cstddef>

#include "common/dice.h"
#include "protocol/agreement/agreement.h"

namespace tally::linker {

inline constexpr std::size_t kLevels = 9;

using LevelBounds = std::array<Permille, kLevels - 1>;

// Of filters that are not hardened.
inline constexpr LevelBounds kLevelBounds = {
    {{980}, {900}, {820}, {740}, {660}, {580}, {500}, {400}}};

// Those of the filter's hardening, for tokens of usual number.
LevelBounds level_bounds(const Column& filter);

// A level counts the bounds that are above the Dice: 0 is the best, 8 the worst.
constexpr unsigned level_of(Dice d, const LevelBounds& bounds = kLevelBounds) {
  unsigned level = 0;
  while (level < bounds.size() && !at_least(d, bounds[level])) ++level;
  return level;
}

}  // namespace tally::linker
