// Letter case and accents of the names made here: ASCII and the letters of kAccented. Text is
// UTF-8; whatever is not a letter stays as it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tally::population {

enum class Case : unsigned char { as_given, upper, lower };

std::string in_case(std::string_view text, Case letter_case);
// As somebody types it who has no such keys: Łukasz to Lukasz.
std::string without_accents(std::string_view text);
// Where the text can be mistyped: the places of ASCII letters and digits.
std::vector<std::size_t> typeable(std::string_view text);

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

// The words of a list, parted by spaces; "_" within a word stands for a space.
std::vector<std::string> words(std::string_view list);

}  // namespace tally::population
