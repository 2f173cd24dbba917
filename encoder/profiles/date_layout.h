// Rewrites dates from the layouts that a profile can declare to the layout that the standardiser
// reads.
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

// yyyy-mm-dd, with zeros for a part that is empty, zero or a dash. Leaves out a time of day after
// it. Keeps an impossible part (month 86). Text that does not fit the layout stays, or, if it might
// be a date in another layout, becomes words that are not a date; then the standardiser finds it
// invalid. For the layout parts, text is year, month and day, each followed by a line feed.
void rewrite_date(DateLayout layout, std::string& text);
// Whether rewritten text is a date with a known part.
bool is_date(std::string_view rewritten);

}  // namespace tally::encoder
