// Levels: how well two values agree, as one of nine steps of Dice. The linker weighs them, and a
// holder counts them over random pairs of its own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "common/dice.h"

namespace tally {

inline constexpr std::size_t kLevels = 9;

// A level is the number of these bounds that are above the Dice: 0 is the best, 8 the worst.
inline constexpr std::array<Permille, kLevels - 1> kLevelBounds = {
    {{980}, {900}, {820}, {740}, {660}, {580}, {500}, {400}}};

constexpr unsigned level_of(Dice d) {
  unsigned level = 0;
  while (level < kLevelBounds.size() && !at_least(d, kLevelBounds[level])) ++level;
  return level;
}

// How often each level occurs, over pairs that have one.
using LevelCounts = std::array<std::uint64_t, kLevels>;

}  // namespace tally
