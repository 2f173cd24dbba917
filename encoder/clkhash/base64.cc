#include "encoder/clkhash/base64.h"

#include <array>
#include <bit>
#include <cstring>

#include "encoder/clkhash/utf8.h"

namespace tally::encoder::clkhash {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

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

std::optional<Bytes> decode_lenient_base64(std::string_view text) {
  if (!is_ascii(text)) return std::nullopt;
  Bytes out;
  std::uint32_t bits = 0;
  int in_group = 0;
  int padding = 0;
  for (const char c : text) {
    if (c == '=' && in_group >= 2 && in_group + ++padding >= 4) return out;
    const std::size_t value = kAlphabet.find(c);
    if (value == kAlphabet.npos) continue;
    padding = 0;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    // The first character of a group alone completes no byte.
    constexpr int kShifts[] = {0, 4, 2, 0};
    if (in_group > 0) out.push_back(static_cast<std::uint8_t>(bits >> kShifts[in_group]));
    in_group = (in_group + 1) % 4;
  }
  if (in_group != 0) return std::nullopt;
  return out;
}

}  // namespace tally::encoder::clkhash
