// Values that say a value is not known. They become missing: two unknowns never agree.
#pragma once

#include <string_view>

#include "protocol/base/fields.h"

namespace tally::encoder {

// Whether text (as separate_words leaves it) is a placeholder of any field's: nothing but
// punctuation, crosses, or a word of kUnknown.
bool is_unknown(std::string_view text);
// The same, or one of the field's own lists. For names and addresses.
bool is_placeholder(Field field, std::string_view text);

}  // namespace tally::encoder
