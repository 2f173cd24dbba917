// Sex, from the many codes of the returns.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record/record.h"

namespace tally::encoder {

// M or F: by the code 1 or 2, or the first letter; "a) Male" too. Codes and words for not known,
// indeterminate and other are placeholders.
CellState standardise_sex(std::string_view text, std::string& out, std::string& storage);

}  // namespace tally::encoder
