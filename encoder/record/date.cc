#include "encoder/record/date.h"

#include <algorithm>

#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

// Reads digits one after the other; one test at the end says whether all were digits.
class Digits {
 public:
  std::uint32_t read(std::string_view text) {
    std::uint32_t n = 0;
    for (const char c : text) {
      const auto digit = static_cast<std::uint32_t>(static_cast<unsigned char>(c)) - '0';
      good_ &= digit <= 9;
      n = n * 10 + digit;
    }
    return n;
  }
  bool good() const { return good_; }

 private:
  bool good_ = true;
};

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
  Digits digits;
  const std::uint32_t year = digits.read(text.substr(0, 4));
  const std::uint32_t month = digits.read(text.substr(has_dashes ? 5 : 4, 2));
  const std::uint32_t day = digits.read(text.substr(has_dashes ? 8 : 6, 2));
  if (!digits.good()) return std::nullopt;
  return Date(year, month, day);
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
