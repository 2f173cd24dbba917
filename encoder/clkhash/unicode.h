// Properties of characters, as in Python's str and re. Only unicode.cc uses ICU.
#pragma once

#include <string_view>

namespace tally::encoder::clkhash {

bool is_space(char32_t c);      // str.isspace, \s
bool is_word(char32_t c);       // \w
int digit_value(char32_t c);    // of a decimal digit of any script, \d; else -1
char32_t to_lower(char32_t c);  // the simple mapping

// Whether upper-casing (lower-casing) with the full mappings does not change UTF-8 text.
bool is_all_upper(std::string_view text);
bool is_all_lower(std::string_view text);

}  // namespace tally::encoder::clkhash
