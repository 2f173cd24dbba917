// Dates of date features. It reads them by the schema's format, like Python's strptime
// [Python3.11], and writes them as year, month and day.
//
// It reads these directives: %Y %y %m %d %b %B %j %H %M %S %f %I %p %a %A %%. Names are English.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"

namespace tally::encoder::clkhash {

class DateFormat {
 public:
  // malformed: a format with which strptime cannot read any date; refused: a directive not read
  // here.
  static Result<DateFormat> parse(std::string_view format);

  // UTF-8 text -> year without leading zeros, month and day of two digits each. Parts that are not
  // in the format are 1900, 1 and 1. Times of day and names of weekdays are left out. malformed:
  // the fault, without its place. Not thread-safe: it has its own scratch memory.
  Status rewrite(std::string_view text, std::string& out);

 private:
  struct Item {
    enum class Kind : std::uint8_t { literal, space, directive };
    char32_t character;  // of a literal, in lower case; of a directive, its letter
    Kind kind;
  };
  using Values = std::array<int, 128>;  // by letter of the directive; -1: not in the format

  Result<Item> parse_directive(char32_t letter) const;
  bool match(std::size_t item, std::size_t at);
  bool match_directive(std::size_t item, std::size_t at);
  bool match_spaces(std::size_t item, std::size_t at);
  bool match_name(std::size_t item, std::size_t at);
  void name_year_and_month();
  Result<std::chrono::year_month_day> date() const;

  std::vector<Item> items_;
  std::u32string text_;
  std::size_t matched_ = 0;  // characters
  Values values_{};
};

}  // namespace tally::encoder::clkhash
