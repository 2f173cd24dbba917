// Typing slips, for any text. A text without a possible slip does not change.
#pragma once

#include <string>

#include "tests/population/random.h"

namespace tally::population {

// A neighbouring key, two letters swapped, a letter left out or doubled, or one misread (rn for m)
// or misheard (ph for f).
void mistype_name(std::string& text, Stream& stream);
// The same for codes and numbers: a neighbouring key, two characters swapped, one misread (0 for
// O).
void mistype_code(std::string& text, Stream& stream);
// Changes one digit to another.
void mistype_digit(std::string& text, Stream& stream);

// These take dates as YYYY-MM-DD.
void swap_day_and_month(std::string& date);  // only if the day can be a month
void mistype_date(std::string& date, Stream& stream);

}  // namespace tally::population
