// Seals the content of a program's scratch file. The key is random, is made here and is wiped with
// this object. So a scratch file that stays on a disk after a power cut is noise.
#pragma once

#include <cstdint>
#include <span>

#include "common/bytes.h"
#include "protocol/crypto/chunk_cipher.h"

namespace tally::keys {

class ScratchCipher {
 public:
  static constexpr std::size_t kOverhead = ChunkCipher::kOverhead;

  ScratchCipher();

  // out is plain.size() + kOverhead bytes. Never seal two texts under one number.
  void seal(std::uint64_t number, ByteView plain, std::span<std::uint8_t> out) {
    cipher_.seal(number, Chunk::inner, plain, out);
  }
  // False if seal() did not make `sealed` for this number. `out` has sealed.size() - kOverhead
  // bytes, and then nothing useful in them.
  bool open(std::uint64_t number, ByteView sealed, std::span<std::uint8_t> out) {
    return cipher_.open(number, Chunk::inner, sealed, out);
  }

 private:
  ChunkCipher cipher_;
};

}  // namespace tally::keys
