// AES-256 [FIPS197] of single blocks under one key: the pseudorandom function of bands. Its inputs
// are distinct by construction, so blocks need no mode (docs/formats/encodings.md, section 4).
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "common/bytes.h"

namespace tally::keys {

// Not thread-safe; wiped on destruction.
class BlockKey {
 public:
  static constexpr std::size_t kSize = 32;   // bytes of a key
  static constexpr std::size_t kBlock = 16;  // bytes

  explicit BlockKey(ByteView key);
  BlockKey(BlockKey&&) noexcept;
  BlockKey& operator=(BlockKey&&) noexcept;
  ~BlockKey();

  // Encrypts each block in place; whole blocks.
  void encrypt(std::span<std::uint8_t> blocks);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tally::keys
