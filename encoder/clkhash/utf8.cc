#include "encoder/clkhash/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace tally::encoder::clkhash {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

// Bytes of the character that begins with this byte; 0 if none does.
std::size_t length_of(std::uint8_t first) {
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return 2;
  if (first < 0xF0) return 3;
  return first < 0xF5 ? 4 : 0;
}

// Whether the second byte rules out an overlong form, a surrogate, a value over U+10FFFF.
bool is_possible_second(std::uint8_t first, std::uint8_t second) {
  switch (first) {
    case 0xE0:
      return second >= 0xA0;
    case 0xED:
      return second < 0xA0;
    case 0xF0:
      return second >= 0x90;
    case 0xF4:
      return second < 0x90;
    default:
      return true;
  }
}

}  // namespace

bool is_ascii(std::string_view text) {
  std::uint64_t seen = 0;
  while (text.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data(), 8);
    seen |= word;
    text.remove_prefix(8);
  }
  for (const char c : text) seen |= static_cast<std::uint8_t>(c);
  return (seen & 0x8080808080808080) == 0;
}

bool is_utf8(std::string_view text) {
  if (is_ascii(text)) return true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_of(byte_at(text, at));
    if (length == 0 || length > text.size() - at) return false;
    const std::string_view rest = text.substr(at + 1, length - 1);
    if (!std::all_of(rest.begin(), rest.end(), is_continuation)) return false;
    if (length > 1 && !is_possible_second(byte_at(text, at), byte_at(text, at + 1))) return false;
    at += length;
  }
  return true;
}

std::size_t count_characters(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

char32_t next_character(std::string_view text, std::size_t& at) {
  const std::uint8_t first = byte_at(text, at);
  if (first < 0x80) {
    ++at;
    return first;
  }
  const std::size_t length = length_of(first);
  char32_t c = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) c = c << 6 | (byte_at(text, at + i) & 0x3F);
  at += length;
  return c;
}

void decode_utf8(std::string_view text, std::u32string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) out += next_character(text, at);
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  const char32_t lead = more == 1 ? 0xC0 : more == 2 ? 0xE0 : 0xF0;
  out += static_cast<char>(lead | c >> (6 * more));
  for (int i = more - 1; i >= 0; --i) out += static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3F));
}

}  // namespace tally::encoder::clkhash
