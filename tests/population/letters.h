// Letter case and accents of the names made here: ASCII and the letters of kAccented. Text is
// UTF-8; other characters do not change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tally::population {

enum class Case : unsigned char { as_given, upper, lower };

std::string in_case(std::string_view text, Case letter_case);
// Text as typed without keys for accents: Łukasz becomes Lukasz.
std::string without_accents(std::string_view text);
// The places where text can be mistyped: ASCII letters and digits.
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

// The words of a list, separated by spaces; "_" in a word stands for a space.
std::vector<std::string> words(std::string_view list);

}  // namespace tally::population
