// Values that say that a value is not known. They become missing, so that two of them never agree.
#pragma once

#include <string_view>

#include "protocol/base/fields.h"

namespace tally::encoder {

// Whether text (in the form of separate_words) is a placeholder in every field: only punctuation,
// crosses, or a word of kUnknown.
bool is_unknown(std::string_view text);
// The same, or a word of the field's own lists. For names and addresses.
bool is_placeholder(Field field, std::string_view text);

}  // namespace tally::encoder
