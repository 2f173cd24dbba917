#include "encoder/clkhash/filter.h"

namespace tally::encoder::clkhash {
namespace {

bool has_bit(const std::uint8_t* bytes, std::uint32_t bit) {
  return (bytes[bit / 8] >> (7 - bit % 8) & 1) != 0;
}

void flip_bit(std::uint8_t* bytes, std::uint32_t bit) {
  bytes[bit / 8] ^= static_cast<std::uint8_t>(0x80 >> bit % 8);
}

}  // namespace

// Folding repeatedly is the same as to XOR all stretches of `bits` bits.
void fold(Words words, std::uint32_t bits, std::uint32_t folds) {
  std::uint8_t* bytes = bytes_of(words);
  const std::uint32_t all = bits << folds;
  if (bits % 8 == 0) {
    for (std::uint32_t i = bits / 8; i < all / 8; ++i) bytes[i % (bits / 8)] ^= bytes[i];
    return;
  }
  for (std::uint32_t i = bits; i < all; ++i) {
    if (!has_bit(bytes, i)) continue;
    flip_bit(bytes, i);
    flip_bit(bytes, i % bits);
  }
}

}  // namespace tally::encoder::clkhash
