#include "common/base64.h"

#include <array>
#include <bit>
#include <cstring>

#include "common/utf8.h"

namespace tally {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// A digit of base64, or something over 63.
constexpr auto kDigits = [] {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(0xFF);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    digits[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return digits;
}();

// The two characters of every 12 bits.
constexpr auto kPairs = [] {
  std::array<std::array<char, 2>, 4096> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    pairs[i] = {kAlphabet[i >> 6], kAlphabet[i & 63]};
  }
  return pairs;
}();

char* put_pair(char* out, std::uint64_t bits) {
  std::memcpy(out, kPairs[bits & 0xFFF].data(), 2);
  return out + 2;
}

// The first six bytes of eight as one big-endian number.
std::uint64_t load_six(const std::uint8_t* bytes) {
  std::uint64_t value;
  std::memcpy(&value, bytes, 8);
  if constexpr (std::endian::native == std::endian::little) value = __builtin_bswap64(value);
  return value >> 16;
}

bool is_base64_digit(char c) {
  return kDigits[static_cast<unsigned char>(c)] < 64;
}

// The 24 bits of four digits, or something larger.
std::uint32_t four_digits(const char* digits) {
  const auto digit = [&](int i) {
    return std::uint32_t{kDigits[static_cast<unsigned char>(digits[i])]};
  };
  const std::uint32_t wrong = (digit(0) | digit(1) | digit(2) | digit(3)) & 0xC0;
  return wrong << 24 | digit(0) << 18 | digit(1) << 12 | digit(2) << 6 | digit(3);
}

}  // namespace

void append_base64(ByteView bytes, std::string& out) {
  const std::size_t begin = out.size();
  out.resize(begin + (bytes.size() + 2) / 3 * 4, '=');
  char* to = out.data() + begin;
  const std::uint8_t* from = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; left -= 6, from += 6) {
    const std::uint64_t group = load_six(from);
    for (const int shift : {36, 24, 12, 0}) to = put_pair(to, group >> shift);
  }
  for (; left >= 3; left -= 3, from += 3) {
    const std::uint64_t group =
        std::uint64_t{from[0]} << 16 | std::uint64_t{from[1]} << 8 | from[2];
    to = put_pair(put_pair(to, group >> 12), group);
  }
  if (left == 0) return;
  const std::uint64_t group = std::uint64_t{from[0]} << 8 | (left == 2 ? from[1] : 0U);
  to = put_pair(to, group >> 4);
  if (left == 2) *to = kAlphabet[(group & 0xF) << 2];
}

std::size_t base64_size(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return 0;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  return text.size() / 4 * 3 - padding;
}

bool decode_base64(std::string_view text, std::span<std::uint8_t> out) {
  std::uint32_t wrong = 0;
  const char* in = text.data();
  std::uint8_t* to = out.data();
  for (std::size_t group = 0; group < out.size() / 3; ++group, in += 4, to += 3) {
    const std::uint32_t bits = four_digits(in);
    wrong |= bits >> 24;
    to[0] = static_cast<std::uint8_t>(bits >> 16);
    to[1] = static_cast<std::uint8_t>(bits >> 8);
    to[2] = static_cast<std::uint8_t>(bits);
  }
  const std::size_t rest = out.size() % 3;
  if (rest == 0) return wrong == 0;
  const std::array<char, 4> padded = {in[0], in[1], rest == 2 ? in[2] : 'A', 'A'};
  const std::uint32_t bits = four_digits(padded.data());
  to[0] = static_cast<std::uint8_t>(bits >> 16);
  if (rest == 2) to[1] = static_cast<std::uint8_t>(bits >> 8);
  const std::uint32_t unused = (1U << (24 - 8 * rest)) - 1;
  return wrong == 0 && bits >> 24 == 0 && (bits & unused) == 0;
}

std::optional<Bytes> decode_base64_as_python(std::string_view text) {
  if (!is_ascii(text)) return std::nullopt;
  std::string digits;
  std::size_t padding = 0;  // since the last digit
  for (const char c : text) {
    const std::size_t in_group = digits.size() % 4;
    if (c == '=' && in_group >= 2 && in_group + ++padding == 4) break;
    if (!is_base64_digit(c)) continue;
    digits += c;
    padding = 0;
  }
  if ((digits.size() + padding) % 4 != 0) return std::nullopt;
  const std::size_t size = digits.size() * 3 / 4;
  digits.append(padding, kAlphabet[0]);  // no padding, so that unused bits are ignored
  Bytes out(digits.size() / 4 * 3);
  decode_base64(digits, out);
  out.resize(size);
  return out;
}

}  // namespace tally
