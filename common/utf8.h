// UTF-8 [RFC3629], a character (a Unicode code point) at a time. Strict: no overlong forms, no
// surrogates, nothing over U+10FFFF.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tally {

// Whether a byte continues the character before it.
constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// The number of bytes of a character that begins with this byte; 0 if no character does.
constexpr std::size_t character_size(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) return 1;
  if (byte < 0xC2) return 0;
  if (byte < 0xE0) return 2;
  if (byte < 0xF0) return 3;
  return byte < 0xF5 ? 4 : 0;
}

// ASCII bytes at the front of text; eight at a time.
std::size_t count_ascii(std::string_view text);
bool is_ascii(std::string_view text);
bool is_utf8(std::string_view text);
// Whether text, of character_size(text[0]) bytes, is one character.
bool is_character(std::string_view text);

// The functions below need text that is UTF-8.

std::size_t count_characters(std::string_view text);
// The character at text[at]; moves at to the next one.
char32_t next_character(std::string_view text, std::size_t& at);
void decode_utf8(std::string_view text, std::u32string& out);
void append_utf8(std::string& out, char32_t c);

// Removes the first character from text, which is not empty. If text is not UTF-8, removes a byte
// and the bytes that continue it.
inline std::string_view take_character(std::string_view& text) {
  std::size_t size = 1;
  while (size < text.size() && is_continuation(text[size])) ++size;
  const std::string_view character = text.substr(0, size);
  text.remove_prefix(size);
  return character;
}

}  // namespace tally
