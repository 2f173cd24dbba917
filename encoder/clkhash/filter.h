// The bits of a filter as clkhash orders them: bit i is bit 7 - i mod 8 of byte i div 8.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>

namespace tally::encoder::clkhash {

// A filter while it is filled: words for speed, bytes in the order of the file.
using Words = std::span<std::uint64_t>;

constexpr std::size_t words_for(std::uint32_t bits) {
  return (std::size_t{bits} + 63) / 64;
}
inline std::uint8_t* bytes_of(Words words) {
  return reinterpret_cast<std::uint8_t*>(words.data());
}

inline void set_bit(Words words, std::uint32_t bit) {
  bytes_of(words)[bit / 8] |= static_cast<std::uint8_t>(0x80 >> bit % 8);
}

// Of equal sizes. By pointers, which the compiler can take several words at a time.
inline void unite(Words words, std::span<const std::uint64_t> others) {
  assert(words.size() == others.size());
  std::uint64_t* const to = words.data();
  const std::uint64_t* const from = others.data();
  for (std::size_t i = 0; i < words.size(); ++i) to[i] |= from[i];
}

// XORs the second half of the first 2^folds * bits bits onto the first, folds times; the first
// `bits` are the result, and those behind them up to the end of a byte are zero.
void fold(Words words, std::uint32_t bits, std::uint32_t folds);

}  // namespace tally::encoder::clkhash
