// Dates in ISO order, with unknown parts.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record.h"

namespace tally::encoder {

// yyyy-mm-dd or yyyymmdd, 0000 or 00 for an unknown part, a time of day after it left out ->
// yyyymmdd. Every other layout is invalid: none is guessed. An impossible part (month 86) is kept
// as it is. All parts unknown: missing.
CellState standardise_date(std::string_view text, std::string& out, std::string& storage);

// Of a date in standard form. An unknown part is possible.
bool is_possible_date(std::string_view yyyymmdd);
bool is_whole_date(std::string_view yyyymmdd);

}  // namespace tally::encoder
