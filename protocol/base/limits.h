// Bounds that agreements and the files made under them share, and the rule for names, which makes a
// name safe in a path, in a message and on a terminal.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tally {

inline constexpr std::size_t kMaxName = 64;
inline constexpr std::size_t kMaxVersion = 16;
inline constexpr std::uint32_t kMaxColumns = 64;
inline constexpr std::uint32_t kMaxFilterBits = 32768;  // common/dice.h ranks up to this exactly
inline constexpr std::uint32_t kMinDiffusion = 2;       // positions for each bit
inline constexpr std::uint32_t kMaxDiffusion = 15;
inline constexpr std::uint32_t kMaxMajorities = 9;  // of SAUL
inline constexpr std::uint32_t kMinBands = 8;       // of one column
inline constexpr std::uint32_t kMaxBands = 512;
inline constexpr std::uint32_t kMinBandBits = 32;  // of one band, in whole bytes
inline constexpr std::uint32_t kMaxBandBits = 64;
inline constexpr std::uint32_t kMaxHashes = 16;    // of one band
inline constexpr std::size_t kMaxRowSize = 65536;  // bytes

// The name of a party, data set, column, key space or pass: 1 to 64 characters of a-z, 0-9, _
// and -.
constexpr bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kMaxName && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

// A version of the Unicode data, such as "15.0": 1 to 16 characters of 0-9 and the full stop.
constexpr bool is_unicode_version(std::string_view text) {
  return !text.empty() && text.size() <= kMaxVersion &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

}  // namespace tally
