// A day, with parts that may be unknown: 2010-03-04, 2010-03-00, 0000-00-17. An impossible part
// (month 86) keeps its digits.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally::encoder {

class Date {
 public:
  constexpr Date() = default;  // nothing known
  // 0 for an unknown part; a year below 10,000, a month and a day below 100.
  constexpr Date(std::uint32_t year, std::uint32_t month, std::uint32_t day)
      : number_(year * 10'000 + month * 100 + day) {}
  // Reads yyyy-mm-dd or yyyymmdd, with 0000 or 00 for an unknown part; nothing for any other text.
  static std::optional<Date> parse(std::string_view text);

  constexpr std::uint32_t year() const { return number_ / 10'000; }
  constexpr std::uint32_t month() const { return number_ / 100 % 100; }
  constexpr std::uint32_t day() const { return number_ % 100; }

  constexpr std::uint32_t number() const { return number_; }  // 20100304: in the order of days
  std::string print() const;                                  // yyyy-mm-dd

  constexpr bool is_known() const { return number_ != 0; }  // some part of it
  constexpr bool is_whole() const { return year() != 0 && month() != 0 && day() != 0; }
  // Whether the calendar can have this date. An unknown part is possible.
  bool is_possible() const;
  // Whole years from this day to a later one.
  constexpr std::uint32_t years_until(Date later) const {
    return later < *this ? 0 : (later.number_ - number_) / 10'000;
  }

  // An unknown part comes before all known parts.
  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  std::uint32_t number_ = 0;  // 20100304
};

// The day of an export without a known day: after every date of birth.
inline constexpr Date kNoDay(9999, 99, 99);

}  // namespace tally::encoder
