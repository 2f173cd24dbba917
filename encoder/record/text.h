// Plain text: the form of every value before the rules of its field apply.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace tally::encoder {

// Longer cells are invalid in every field.
inline constexpr std::size_t kMaxValue = 1000;

// Without ASCII white space at either end.
std::string_view trim(std::string_view text);

// ASCII letters upper-cased; ' and ` dropped; any other run of ASCII that is neither letter nor
// digit becomes one space, none at the ends; bytes outside ASCII stay. Fills out.
void separate_words(std::string_view text, std::string& out);
// The same with letters and digits only: no spaces.
void join_words(std::string_view text, std::string& out);

// The name that a cell of a header gives its column: without spaces around it, in lower case.
std::string column_name(std::string_view cell);

// The text and spaces after it up to the width.
std::string padded(std::string_view text, std::size_t width);

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, is_digit);
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr char to_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

}  // namespace tally::encoder
