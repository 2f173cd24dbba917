// A token -> the positions that it sets, by clkhash's two hashes [Schnell2011, clkhash].
//
// blakeHash: BLAKE2b-512 [RFC7693] under the feature's first key, with the block's number in
// decimal digits as salt; its digest is 32 little-endian 16-bit numbers, taken modulo the filter.
// doubleHash: (a + j b) modulo the filter for j = 0, 1, ..., a of HMAC-SHA-1 under the first key, b
// of HMAC-MD5 under the second.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "encoder/clkhash/keys.h"
#include "encoder/clkhash/schema.h"

namespace tally::encoder::clkhash {

// The hash of one feature. Not thread-safe. Wipes its copies of keys and tokens on destruction.
class TokenHash {
 public:
  TokenHash(HashKind kind, TextEncoding encoding, const FeatureKeys& keys, std::uint32_t bits);
  TokenHash(TokenHash&&) noexcept;
  TokenHash& operator=(TokenHash&&) noexcept;
  ~TokenHash();

  // A token's positions come in blocks, and k insertions set the first k of them.
  static constexpr std::uint32_t kBlock = 32;
  // One block of a token's positions; they may repeat. The token is UTF-8 (ASCII if that is the
  // column's encoding).
  void block(std::string_view token, std::uint32_t number,
             std::span<std::uint32_t, kBlock> positions);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Text in the column's encoding: UTF-16 and UTF-32 are little-endian after a byte order mark.
void encode_text(TextEncoding encoding, std::string_view text, Bytes& out);

}  // namespace tally::encoder::clkhash
