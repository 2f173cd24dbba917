// The ready-made encoding and passes of each level: single, grouped (the default), detailed and
// banded. No file names a level: it has only the level's columns and passes. Constants and
// measurements: docs/decisions and docs/formats/encodings.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/agreement/agreement.h"

namespace tally {

enum class Level : std::uint8_t {
  single,    // one person filter
  grouped,   // person filter, and a filter each for names, birth and address
  detailed,  // person filter, and a filter each for given names, surname, birth and address
  banded,    // no filter: bands that join names, birth and address
};

// The version of this software's standardising rules, and the version of the Unicode data that new
// agreements name (ICU 72's). An encoder with other Unicode data refuses the agreement.
inline constexpr std::uint32_t kStandardiserVersion = 2;
inline constexpr std::string_view kUnicodeVersion = "15.0";

// The columns of a level for the fields that data sets use. Linking keys become token columns.
// other_1 and other_2, if used, are features of the person filter and have a group filter each. A
// field that no data set uses has no feature.
Encoding make_encoding(Level level, const PerField<bool>& used);

// One exact pass for each linking key in use, in the order NHS number, UPN, ULN. Then one pass that
// searches by the person filter, scores by the group filters if there are any, and is decided
// without truth.
std::vector<Pass> make_passes(const Encoding& encoding);

}  // namespace tally
