#include "encoder/profiles/date_layout.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"year month day", "day month year",
                                                    "year name day", "excel serial", "parts"};
constexpr std::array<std::string_view, 12> kMonths = {
    "JANUARY", "FEBRUARY", "MARCH",     "APRIL",   "MAY",      "JUNE",
    "JULY",    "AUGUST",   "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"};

// Pads digits with zeros in front: "4" -> "04". An empty text, a dash or spaces mean unknown.
bool pad(std::string_view part, std::size_t size, std::string& out) {
  if (part.find_first_not_of("- ") == part.npos) part = {};
  if (part.size() > size || !std::ranges::all_of(part, is_digit)) return false;
  if (size == 4 && !part.empty() && part.size() < 4 && part.find_first_not_of('0') != part.npos) {
    return false;  // a year of two digits
  }
  out.append(size - part.size(), '0').append(part);
  return true;
}

struct Parts {
  std::string_view year, month, day;
};

bool write(const Parts& parts, std::string& out) {
  out.clear();
  return pad(parts.year, 4, out) && pad(parts.month, 2, out.append(1, '-')) &&
         pad(parts.day, 2, out.append(1, '-'));
}

bool may_be_time_of_day(std::string_view text) {
  return text.find(':') != text.npos &&
         text.find_first_not_of("0123456789:.+-TZAPMapm ") == text.npos;
}

// Removes a time of day, which a space or a T separates.
std::string_view without_time(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return text;
  const std::size_t gap = text.find_last_of(" T", colon);
  if (gap == text.npos || !may_be_time_of_day(text.substr(gap))) return text;
  return trim(text.substr(0, gap));
}

// Takes the text up to the next separator, and removes the separator. An inexact day is written "-"
// or "- ", so the search for a separator starts after the first character.
std::string_view take(std::string_view& text) {
  const std::size_t end = text.find_first_of("/.-", text.empty() ? 0 : 1);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return trim(part);
}

bool has_digits(std::string_view text, std::size_t size) {
  return text.size() == size && all_digits(text);
}

bool year_month_day(std::string_view text, std::string& out) {
  if (has_digits(text, 8)) {
    return write({text.substr(0, 4), text.substr(4, 2), text.substr(6)}, out);
  }
  const std::string_view year = take(text);
  const std::string_view month = take(text);
  return year.size() == 4 && !month.empty() && !text.empty() && write({year, month, text}, out);
}

bool day_month_year(std::string_view text, std::string& out) {
  if (has_digits(text, 8)) {
    return write({text.substr(4), text.substr(2, 2), text.substr(0, 2)}, out);
  }
  const std::string_view day = take(text);
  const std::string_view month = take(text);
  return text.size() == 4 && !month.empty() && !day.empty() && write({text, month, day}, out);
}

// 1 to 12 for a month's name or its first letters, at least three; else 0.
std::size_t month_of(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) c = to_upper(c);
  for (std::size_t i = 0; upper.size() >= 3 && i < kMonths.size(); ++i) {
    if (kMonths[i].starts_with(upper)) return i + 1;
  }
  return 0;
}

bool year_name_day(std::string_view text, std::string& out) {
  const std::string_view year = take(text);
  const std::size_t month = month_of(take(text));
  return year.size() == 4 && month != 0 && !text.empty() &&
         write({year, std::to_string(month), text}, out);
}

bool write_serial(int serial, std::string& out) {
  constexpr int kSerialOf1970 = 25569;  // 1970-01-01
  const std::chrono::sys_days day{std::chrono::days{serial - kSerialOf1970}};
  const std::chrono::year_month_day date{day};
  return write({std::to_string(static_cast<int>(date.year())),
                std::to_string(static_cast<unsigned>(date.month())),
                std::to_string(static_cast<unsigned>(date.day()))},
               out);
}

// Programs give different days for serials under 61: spreadsheets have a 29 February 1900.
bool excel_serial(std::string_view text, std::string& out) {
  const std::string_view whole = text.substr(0, text.find('.'));
  const std::string_view rest = text.substr(whole.size());
  if (whole.empty() || whole.size() > 6 || !std::ranges::all_of(whole, is_digit)) return false;
  if (rest.size() > 1 && !std::ranges::all_of(rest.substr(1), is_digit)) return false;
  int serial = 0;
  for (const char c : whole) serial = serial * 10 + (c - '0');
  return serial >= 61 && write_serial(serial, out);
}

bool from_parts(std::string_view text, std::string& out) {
  Parts parts;
  for (std::string_view* part : {&parts.year, &parts.month, &parts.day}) {
    *part = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), part->size() + 1));
  }
  return write(parts, out);
}

// dddd-dd-dd.
bool is_rewritten(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' &&
         has_digits(text.substr(0, 4), 4) && has_digits(text.substr(5, 2), 2) &&
         has_digits(text.substr(8), 2);
}

bool rewritten(DateLayout layout, std::string_view text, std::string& out) {
  switch (layout) {
    case DateLayout::year_month_day:
      return year_month_day(without_time(text), out);
    case DateLayout::day_month_year:
      return day_month_year(without_time(text), out);
    case DateLayout::year_name_day:
      return year_name_day(without_time(text), out);
    case DateLayout::excel_serial:
      return excel_serial(text, out);
    case DateLayout::parts:
      return from_parts(text, out);
  }
  return false;
}

}  // namespace

std::string_view words_of(DateLayout layout) {
  return kNames[static_cast<std::size_t>(layout)];
}

std::optional<DateLayout> parse_date_layout(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<DateLayout>(found - kNames.begin());
}

void rewrite_date(DateLayout layout, std::string& text) {
  if (layout == DateLayout::year_month_day && is_rewritten(text)) return;  // as most are
  std::string date;
  if (rewritten(layout, text, date)) {
    text.swap(date);
  } else if (std::ranges::any_of(text, is_digit)) {
    text = "in another layout";
  } else {
    std::ranges::replace(text, '\n', ' ');
  }
}

bool is_date(std::string_view rewritten) {
  return rewritten.size() == 10 &&
         std::ranges::all_of(rewritten, [](char c) { return is_digit(c) || c == '-'; }) &&
         rewritten.find_first_not_of("0-") != rewritten.npos;
}

}  // namespace tally::encoder
