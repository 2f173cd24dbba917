#include "encoder/clkhash/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "common/utf8.h"
#include "encoder/clkhash/unicode.h"

namespace tally::encoder::clkhash {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_blank(char c) {
  return (c >= '\t' && c <= '\r') || c == ' ';
}

// Turns white space and digits of every script into ASCII. Any other character means that the text
// is not a number.
void to_ascii(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    const int digit = digit_value(c);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (digit >= 0) {
      out += static_cast<char>('0' + digit);
    } else {
      out += is_space(c) ? ' ' : '?';
    }
  }
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Removes digits with single underscores between them from the front, and appends the digits; false
// if there is no digit. Leaves an underscore that is not followed by a digit.
bool take_digits(std::string_view& text, std::string& out) {
  const std::size_t before = out.size();
  while (!text.empty()) {
    if (is_digit(text.front())) {
      out += text.front();
      text.remove_prefix(1);
    } else if (text.front() == '_' && out.size() > before && text.size() > 1 && is_digit(text[1])) {
      text.remove_prefix(1);
    } else {
      break;
    }
  }
  return out.size() > before;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// '-' is appended, '+' is not.
void take_sign(std::string_view& text, std::string& out) {
  if (!take(text, '+') && take(text, '-')) out += '-';
}

// text -> the form that from_chars reads; false if it is not a decimal number.
bool take_real(std::string_view text, std::string& out) {
  take_sign(text, out);
  const bool whole = take_digits(text, out);
  bool fraction = false;
  if (take(text, '.')) {
    out += '.';
    fraction = take_digits(text, out);
  }
  if (!whole && !fraction) return false;
  if (take(text, 'e') || take(text, 'E')) {
    out += 'e';
    take_sign(text, out);
    if (!take_digits(text, out)) return false;
  }
  return text.empty();
}

// Whether a number outside the range of double is too large, not too small: its first digit that is
// not 0 is before the decimal point.
bool is_large(std::string_view number) {
  const std::size_t mark = std::min(number.find('e'), number.size());
  const std::string_view digits = number.substr(0, mark);
  std::int64_t exponent = 0;
  const std::string_view power = number.substr(std::min(mark + 1, number.size()));
  const auto read = std::from_chars(power.data(), power.data() + power.size(), exponent);
  if (read.ec == std::errc::result_out_of_range) return power.front() != '-';
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t first = digits.find_first_of("123456789");
  return static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + exponent > 0;
}

bool is_not_finite(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  if (lower.starts_with('+') || lower.starts_with('-')) lower.erase(0, 1);
  return lower == "inf" || lower == "infinity" || lower == "nan";
}

}  // namespace

bool read_integer(std::string_view text, std::string& out) {
  std::string ascii;
  if (!is_ascii(text)) {
    to_ascii(text, ascii);
    text = ascii;
  }
  text = trim(text);
  out.clear();
  take_sign(text, out);
  const std::size_t begin = out.size();
  if (!take_digits(text, out) || !text.empty() || out.size() - begin > kMaxDigits) return false;
  out.erase(begin, std::min(out.find_first_not_of('0', begin), out.size() - 1) - begin);
  if (out == "-0") out = "0";
  return true;
}

Result<double> read_real(std::string_view text) {
  std::string ascii;
  to_ascii(text, ascii);
  text = trim(ascii);
  if (is_not_finite(text)) return malformed("not a finite number");
  std::string number;
  if (!take_real(text, number)) return malformed("not a number");
  double value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  if (read.ec == std::errc::result_out_of_range) {
    if (is_large(number)) return malformed("a number too large");
    return 0.0;
  }
  return value;
}

double round_half_even(double value) {
  const double below = std::floor(value);
  const double over = value - below;
  if (over != 0.5) return over > 0.5 ? below + 1 : below;
  return std::fmod(below, 2) == 0 ? below : below + 1;
}

}  // namespace tally::encoder::clkhash
