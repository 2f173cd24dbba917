// A cell -> the value to compare: replaces missing values, rewrites integers and dates, and checks
// everything against the column's format.
#pragma once

#include <string>
#include <string_view>

#include "common/result.h"
#include "encoder/clkhash/schema.h"

namespace tally::encoder::clkhash {

// no: cells are only rewritten, and fail only if that is not possible
enum class Validation : std::uint8_t { yes, no };

// The value, in cell or in storage. malformed: the fault, without its place and never with the
// value.
Result<std::string_view> format_cell(Encoded& column, std::string_view cell, Validation validation,
                                     std::string& storage);

}  // namespace tally::encoder::clkhash
