#include "protocol/keys/scratch_cipher.h"

#include <array>

namespace tally::keys {
namespace {

ChunkCipher cipher_with_fresh_key() {
  std::array<std::uint8_t, ChunkCipher::kKeySize> key;
  fill_random(key);
  ChunkCipher cipher(key, {});
  wipe(key);
  return cipher;
}

}  // namespace

ScratchCipher::ScratchCipher() : cipher_(cipher_with_fresh_key()) {}

}  // namespace tally::keys
