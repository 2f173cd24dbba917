#include "encoder/clkhash/unicode.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

#include "common/utf8.h"

namespace tally::encoder::clkhash {
namespace {

UChar32 code_point(char32_t c) {
  return static_cast<UChar32>(c);
}

icu::UnicodeString to_icu(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

}  // namespace

bool is_space(char32_t c) {
  // Python counts the four separators U+001C to U+001F too.
  if (c < 0x80) return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20);
  return u_isUWhiteSpace(code_point(c)) != 0;
}

bool is_word(char32_t c) {
  return c == U'_' || u_isalpha(code_point(c)) != 0 ||
         u_getIntPropertyValue(code_point(c), UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

int digit_value(char32_t c) {
  if (c < 0x80) return c >= U'0' && c <= U'9' ? static_cast<int>(c - U'0') : -1;
  return u_charType(code_point(c)) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue(code_point(c)) : -1;
}

char32_t to_lower(char32_t c) {
  return static_cast<char32_t>(u_tolower(code_point(c)));
}

bool is_all_upper(std::string_view text) {
  if (is_ascii(text)) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }
  const icu::UnicodeString before = to_icu(text);
  return icu::UnicodeString(before).toUpper(icu::Locale::getRoot()) == before;
}

bool is_all_lower(std::string_view text) {
  if (is_ascii(text)) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  const icu::UnicodeString before = to_icu(text);
  return icu::UnicodeString(before).toLower(icu::Locale::getRoot()) == before;
}

}  // namespace tally::encoder::clkhash
