// Dates as data sets write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tests/population/population.h"

namespace tally::population {

std::string iso(Day day);           // 2012-03-05
std::string compact(Day day);       // 20120305
std::string with_slashes(Day day);  // 05/03/2012
std::string of_collect(Day day);    // 2012-Mar-05 00:00:00
std::string of_database(Day day);   // 2012-03-05 00:00:00

// Nothing if YYYY-MM-DD is not a day of the calendar.
std::optional<Day> parse_iso(std::string_view date);
// The value that a system with date fields keeps of a typed date. An empty date stays empty. A day
// that is not in the calendar cannot be entered, so the clerk enters the right date.
std::string entered(const std::string& typed, Day right, std::string (*layout)(Day));

Day years_before(Day day, int count);
int whole_years(Day from, Day to);

}  // namespace tally::population
