// Ready-made encodings and passes: single, grouped (the default), detailed. They are templates: the
// words appear in no file, only the columns and passes they write. Constants and measurements:
// docs/decisions and the encoding page of docs/formats.
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
};

// The version of the standardiser's rules that this software has, and of the Unicode data that new
// agreements name: ICU 72's. An encoder with other data refuses.
inline constexpr std::uint32_t kStandardiserVersion = 2;
inline constexpr std::string_view kUnicodeVersion = "15.0";

// Columns for a level over the fields that data sets use; key fields become token columns. other_1
// and other_2, where used, are features of the person filter and a group filter each. Fields that
// nobody uses leave no feature.
Encoding make_encoding(Level level, const PerField<bool>& used);

// One exact pass for each key in use, in the order NHS number, UPN, ULN; then one pass over the
// person filter, scored by the group filters where there are any, decided without truth.
std::vector<Pass> make_passes(const Encoding& encoding);

}  // namespace tally
