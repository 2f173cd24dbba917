#include "encoder/record/date.h"

#include <algorithm>

#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

std::uint32_t value_of(std::string_view digits) {
  std::uint32_t n = 0;
  for (const char c : digits) n = n * 10 + static_cast<std::uint32_t>(c - '0');
  return n;
}

std::uint32_t days_in_month(std::uint32_t year, std::uint32_t month) {
  if (month == 2) {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return leap ? 29 : 28;  // an unknown year, 0000, counts as leap
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

void append(std::uint32_t value, std::size_t digits, std::string& out) {
  const std::string text = std::to_string(value);
  out.append(digits - text.size(), '0').append(text);
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
  const bool has_dashes = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (!has_dashes && text.size() != 8) return std::nullopt;
  const std::string_view year = text.substr(0, 4);
  const std::string_view month = text.substr(has_dashes ? 5 : 4, 2);
  const std::string_view day = text.substr(has_dashes ? 8 : 6, 2);
  if (!all_digits(year) || !all_digits(month) || !all_digits(day)) return std::nullopt;
  return Date(value_of(year), value_of(month), value_of(day));
}

std::string Date::print() const {
  std::string text;
  append(year(), 4, text);
  append(month(), 2, text += '-');
  append(day(), 2, text += '-');
  return text;
}

bool Date::is_possible() const {
  return month() <= 12 && day() <= days_in_month(year(), month());
}

}  // namespace tally::encoder
