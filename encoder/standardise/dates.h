// Dates in ISO order, with unknown parts.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record/date.h"
#include "encoder/record/record.h"

namespace tally::encoder {

// yyyy-mm-dd or yyyymmdd, 0000 or 00 for an unknown part, a time of day after it left out ->
// yyyymmdd. Every other layout is invalid: none is guessed. An impossible part (month 86) is kept
// as it is. All parts unknown: missing.
CellState standardise_date(std::string_view text, std::string& out, std::string& storage);

// One of the days on which systems begin to count, or which stand for none: 1900-01-01 and others.
bool is_filler_date(Date date);
// Whether it says that somebody was born by then: possible, no filler, its year neither unknown nor
// up to 1900. An unknown month or day is the first there can be.
bool is_birth(Date date, Date by);
// Nothing known unless the record has one.
Date date_of_birth(const StandardRecord& record);
// A date of birth after the day of the export (an expected one, or mistyped) becomes invalid.
void drop_future_date(StandardRecord& record, Date day);

}  // namespace tally::encoder
