// Dates in ISO order, which may have unknown parts.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record/date.h"
#include "encoder/record/record.h"

namespace tally::encoder {

// yyyy-mm-dd or yyyymmdd, 0000 or 00 for an unknown part, a time of day after it left out ->
// yyyymmdd. Every other layout is invalid, and is not guessed. An impossible part (month 86) is
// kept. If all parts are unknown, the value is missing.
CellState standardise_date(std::string_view text, std::string& out, std::string& storage);

// Whether it is one of the days on which systems begin to count, or that mean "not known":
// 1900-01-01 and others.
bool is_filler_date(Date date);
// Whether the date shows that somebody was born by the day: it is possible, not a filler, and its
// year is known and after 1900. An unknown month or day counts as the first possible one.
bool is_birth(Date date, Date by);
// All parts unknown unless the record has one.
Date date_of_birth(const StandardRecord& record);
// A date of birth after the day of the export (an expected one, or mistyped) becomes invalid.
void drop_future_date(StandardRecord& record, Date day);

}  // namespace tally::encoder
