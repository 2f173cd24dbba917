// Dates in the layouts that a profile can declare, brought to the one that the standardiser reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally::encoder {

// The order of parts in a date, as a profile declares it: none is ever guessed.
enum class DateLayout : std::uint8_t {
  year_month_day,  // 2010-03-04, 20100304
  day_month_year,  // 04/03/2010, 4-3-2010, 04032010
  year_name_day,   // 2010-Mar-04 (and a time of day)
  excel_serial,    // 40241: days since 1899-12-30
  parts,           // three columns: year, month, day; 0 or 00 unknown
};
std::string_view words_of(DateLayout layout);
std::optional<DateLayout> parse_date_layout(std::string_view name);

// yyyy-mm-dd, with zeros for a part that is empty, zero or a dash. A time of day after it is
// left out. An impossible part (month 86) stays. Text that does not fit the layout stays as it is,
// or, where another layout might be read in it, becomes words that are not a date: the standardiser
// finds it invalid. For parts text is year, month and day, each followed by a line feed.
void rewrite_date(DateLayout layout, std::string& text);
// Whether rewritten text is a date with a known part.
bool is_date(std::string_view rewritten);

}  // namespace tally::encoder
