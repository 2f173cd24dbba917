// Slips of those who type: on a text, wherever it came from. A text with nothing to slip on stays.
#pragma once

#include <string>

#include "tests/population/random.h"

namespace tally::population {

// A neighbouring key, two letters turned, one left out, one doubled, one taken for another by the
// eye (rn for m), or by the ear (ph for f).
void mistype_name(std::string& text, Stream& stream);
// The same for codes and numbers: a neighbouring key, two turned, one taken for another (0 for O).
void mistype_code(std::string& text, Stream& stream);
// One digit becomes another.
void mistype_digit(std::string& text, Stream& stream);

// Dates as YYYY-MM-DD.
void swap_day_and_month(std::string& date);  // where the day can be a month
void mistype_date(std::string& date, Stream& stream);

}  // namespace tally::population
