// Dates in ISO order, with unknown parts.
#pragma once

#include <string>
#include <string_view>

#include "encoder/record/record.h"

namespace tally::encoder {

// yyyy-mm-dd or yyyymmdd, 0000 or 00 for an unknown part, a time of day after it left out ->
// yyyymmdd. Every other layout is invalid: none is guessed. An impossible part (month 86) is kept
// as it is. All parts unknown: missing.
CellState standardise_date(std::string_view text, std::string& out, std::string& storage);

// Of a date in standard form. An unknown part is possible.
bool is_possible_date(std::string_view yyyymmdd);
bool is_whole_date(std::string_view yyyymmdd);
// One of the days on which systems begin to count, or which stand for none: 1900-01-01 and others.
bool is_filler_date(std::string_view yyyymmdd);
// Whether it says that somebody was born by then (a day_number): possible, no filler, its year
// neither unknown nor up to 1900. An unknown month or day is the first there can be.
bool is_birth(std::string_view yyyymmdd, int by);
// 20100304: such numbers are in the order of their dates.
int day_number(std::string_view yyyymmdd);
inline constexpr int kNoDay = 99981231;  // after all dates of birth
// yyyy-mm-dd as the same.
int day_number_of(const std::string& day);
// A date of birth after the day is none (an expected one, or mistyped): it becomes invalid.
void drop_future_date(StandardRecord& record, int day);

}  // namespace tally::encoder
