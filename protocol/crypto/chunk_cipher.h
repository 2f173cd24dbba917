// AES-256-GCM [SP800-38D] over numbered chunks of one stream: the bodies of sealed files
// (docs/formats/sealed.md), and scratch files.
//
// The nonce is the chunk's number and a mark for the last chunk. So nobody can reorder, drop or
// repeat chunks, or cut off the end. Never seal two texts under one number.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "common/bytes.h"

namespace tally {

enum class Chunk : std::uint8_t { inner, last };

class ChunkCipher {
 public:
  static constexpr std::size_t kKeySize = 32;
  static constexpr std::size_t kOverhead = 16;  // the tag, after the text

  // additional: authenticated with every chunk; may be empty.
  ChunkCipher(std::span<const std::uint8_t, kKeySize> key, ByteView additional);
  ChunkCipher(ChunkCipher&&) noexcept;
  ChunkCipher& operator=(ChunkCipher&&) noexcept;
  ~ChunkCipher();  // wipes the key

  // out is plain.size() + kOverhead bytes.
  void seal(std::uint64_t number, Chunk chunk, ByteView plain, std::span<std::uint8_t> out);
  // False if seal() did not make `sealed` for this number and place. `out` has sealed.size() -
  // kOverhead bytes, and is then zeros.
  [[nodiscard]] bool open(std::uint64_t number, Chunk chunk, ByteView sealed,
                          std::span<std::uint8_t> out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tally
