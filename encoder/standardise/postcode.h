// Postcodes of any country, as letters and digits.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record/record.h"

namespace tally::encoder {

// Letters and digits only, upper case; over 20 bytes: invalid. Pseudo codes (ZZ99 3WZ, NF1 1NF)
// are placeholders.
CellState standardise_postcode(std::string_view text, std::string& out, std::string& storage);

// Whether a standard postcode could be a United Kingdom one: one or two letters, a digit, a letter
// or digit or neither, then a digit and two letters. Lenient; does not check whether the postcode
// exists.
bool has_uk_shape(std::string_view postcode);

}  // namespace tally::encoder
