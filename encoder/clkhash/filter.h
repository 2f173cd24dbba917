// The bits of a filter as clkhash orders them: bit i is bit 7 - i mod 8 of byte i div 8.
#pragma once

#include <cstdint>

#include "encoder/hash/mask_cache.h"

namespace tally::encoder::clkhash {

constexpr std::size_t words_for(std::uint32_t bits) {
  return (std::size_t{bits} + 63) / 64;
}
// Words for speed, bytes in the order of the file.
inline std::uint8_t* bytes_of(Words words) {
  return reinterpret_cast<std::uint8_t*>(words.data());
}

// The bit of the words, counted from the lowest, that is the filter's bit at a position.
constexpr std::uint32_t bit_of(std::uint32_t position) {
  return position ^ 7;
}

// XORs the second half of the first 2^folds * bits bits onto the first, folds times; the first
// `bits` are the result, and those after them up to the end of a byte are zero.
void fold(Words words, std::uint32_t bits, std::uint32_t folds);

}  // namespace tally::encoder::clkhash
