// The text of a pattern as a tree. For pattern.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "encoder/clkhash/pattern.h"

namespace tally::encoder::clkhash {

struct PatternNode {
  enum class Kind : std::uint8_t {
    sequence,
    alternatives,
    repeat,  // of the one child
    character,
    at_start,
    at_end,
    at_end_or_last_line,
  };
  static constexpr std::uint32_t kNoLimit = UINT32_MAX;

  Kind kind;
  std::vector<PatternNode> children = {};
  CharacterClass characters = {};
  std::uint32_t least = 0, most = 0;  // repeat
};

Result<PatternNode> parse_pattern(std::string_view text);

}  // namespace tally::encoder::clkhash
