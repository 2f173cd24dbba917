#include "common/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace tally {
namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
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

std::size_t count_ascii(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + kWord <= text.size(); at += kWord) {
    std::memcpy(&word, text.data() + at, kWord);
    if ((word & 0x8080808080808080) != 0) break;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

bool is_ascii(std::string_view text) {
  return count_ascii(text) == text.size();
}

bool is_character(std::string_view text) {
  const std::string_view rest = text.substr(1);
  return std::all_of(rest.begin(), rest.end(), is_continuation) &&
         (rest.empty() || is_possible_second(byte_at(text, 0), byte_at(text, 1)));
}

bool is_utf8(std::string_view text) {
  for (text.remove_prefix(count_ascii(text)); !text.empty();) {
    const std::size_t size = character_size(text.front());
    if (size == 0 || size > text.size() || !is_character(text.substr(0, size))) return false;
    text.remove_prefix(size);
    text.remove_prefix(count_ascii(text));
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
  const std::size_t size = character_size(text[at]);
  char32_t c = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) c = c << 6 | (byte_at(text, at + i) & 0x3F);
  at += size;
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

}  // namespace tally
