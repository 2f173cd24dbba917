// UTF-8 [RFC3629] a code point at a time: clkhash's characters are code points.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tally::encoder::clkhash {

// Strictly: no surrogates, no overlong forms, nothing over U+10FFFF.
bool is_utf8(std::string_view text);
bool is_ascii(std::string_view text);

// The number of code points of text that is UTF-8.
std::size_t count_characters(std::string_view text);
// The code point at text[at] of text that is UTF-8; moves at behind it.
char32_t next_character(std::string_view text, std::size_t& at);
void decode_utf8(std::string_view text, std::u32string& out);
void append_utf8(std::string& out, char32_t c);

// Whether a byte goes on with the character before it.
constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

}  // namespace tally::encoder::clkhash
