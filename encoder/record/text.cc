#include "encoder/record/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tally::encoder {
namespace {

constexpr char kGap = 0;
constexpr char kDrop = 1;

// The result for each byte: itself, its upper case, a gap between words, or nothing.
constexpr std::array<char, 256> make_plain() {
  std::array<char, 256> plain{};
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = static_cast<char>(i);
    const char upper = to_upper(c);
    plain[i] = i >= 0x80 || is_digit(c) || is_upper(upper) ? upper : kGap;
  }
  plain['\''] = kDrop;
  plain['`'] = kDrop;
  return plain;
}
constexpr std::array<char, 256> kPlain = make_plain();

char plain(char c) {
  return kPlain[static_cast<std::uint8_t>(c)];
}

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string column_name(std::string_view cell) {
  std::string name(trim(cell));
  for (char& c : name) {
    if (is_upper(c)) c = static_cast<char>(c + 32);
  }
  return name;
}

void separate_words(std::string_view text, std::string& out) {
  out.clear();
  bool gap = false;
  for (const char c : text) {
    const char p = plain(c);
    if (p == kDrop) continue;
    if (p == kGap) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out.push_back(' ');
    gap = false;
    out.push_back(p);
  }
}

void join_words(std::string_view text, std::string& out) {
  out.clear();
  for (const char c : text) {
    const char p = plain(c);
    if (p != kDrop && p != kGap) out.push_back(p);
  }
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.resize(std::max(width, text.size()), ' ');
  return out;
}

}  // namespace tally::encoder
