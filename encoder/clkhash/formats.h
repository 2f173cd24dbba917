// A cell -> the value that is compared: missing values replaced, integers and dates rewritten, and
// everything checked against the column's format.
#pragma once

#include <string>
#include <string_view>

#include "common/result.h"
#include "encoder/clkhash/schema.h"

namespace tally::encoder::clkhash {

// Without it, cells are rewritten, and fail only where they cannot be.
enum class Validation : std::uint8_t { yes, no };

// The value, in cell or in storage. malformed: what is wrong, never the value, without place.
Result<std::string_view> format_cell(Encoded& column, std::string_view cell, Validation validation,
                                     std::string& storage);

}  // namespace tally::encoder::clkhash
