// A link: the decision that two records are one person.
#pragma once

#include <cstdint>

#include "common/ids.h"

namespace tally::linker {

// What a pass ranks its pairs by.
enum class ScoreUnit : std::uint8_t {
  none,  // exact: equal tokens have no rank
  dice,  // Dice of the search column * 2^32 (fixed_point)
  bits,  // log2 odds of a match * 4096
};
inline constexpr std::int64_t kBit = 4096;

struct Link {
  RecordIndex left;
  RecordIndex right;
  std::int64_t score = 0;
  bool ambiguous = false;       // somebody else is nearly as likely: a twin, a sibling
  bool different_keys = false;  // linked although an identifier differs
};

}  // namespace tally::linker
