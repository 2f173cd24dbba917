// The keyed stream of a token: block i is the BLAKE2b-512 MAC [RFC7693], under a derived key, of
// the token and i. Positions of filters and hashes of bands are read from such streams
// (docs/formats/encodings.md).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "common/bytes.h"

namespace tally::keys {

// Not thread-safe; wiped on destruction.
class TokenStream {
 public:
  static constexpr std::size_t kBlock = 64;          // bytes
  static constexpr std::size_t kWords = kBlock / 4;  // of 32 bits, little-endian

  explicit TokenStream(ByteView key);
  TokenStream(TokenStream&&) noexcept;
  TokenStream& operator=(TokenStream&&) noexcept;
  ~TokenStream();

  void block(std::string_view token, std::uint32_t counter, std::span<std::uint8_t, kBlock> out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tally::keys
