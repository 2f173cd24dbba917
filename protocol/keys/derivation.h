// Derives everything that comes from the linkage secret. docs/formats/encodings.md has the exact
// bytes.
//
// One key for each purpose: HKDF-SHA-256 [RFC5869] with salt = project and info = label, filter or
// column, key space and encoding fingerprint, each length-prefixed. Two filters never share bit
// positions, so the linker cannot use one to take another apart.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "protocol/agreement/encodings.h"
#include "protocol/keys/block_key.h"
#include "protocol/keys/secret.h"
#include "protocol/keys/token_stream.h"

namespace tally::keys {

// The stream of positions of tokens in one (filter, key space): 16 words from each block of the
// token's stream, position = word * bits >> 32. Not thread-safe.
class PositionKey {
 public:
  PositionKey(ByteView key, std::uint32_t bits);

  // The first positions.size() positions of the token's stream; they may repeat.
  void positions(std::string_view token, std::span<std::uint32_t> positions);

 private:
  TokenStream stream_;
  std::uint32_t bits_;
};

// A token's name at one place of a band, for the function that makes bands.
using TokenIdentity = std::array<std::uint8_t, 16>;

// The hashes of tokens in one key space, the same for all bands of an encoding: blocks 0 to 3 of
// the token's stream are its identities, one for each place, block 4 + b has the words of band b.
// Not thread-safe.
class MinhashKey {
 public:
  explicit MinhashKey(ByteView key);

  // At most kMaxHashes, from place 0 on.
  void identities(std::string_view token, std::span<TokenIdentity> out);
  // The words of the token in this band, from place 0 on; at most kMaxHashes.
  void uniforms(std::string_view token, std::uint32_t band, std::span<std::uint32_t> out);

 private:
  TokenStream stream_;
};

// Exact keyed tokens of one column: the first 16 bytes of HMAC-SHA-256. Not thread-safe.
class TokenKey {
 public:
  explicit TokenKey(ByteView key);
  Token token(std::string_view value) const;  // value is not empty

 private:
  HmacSha256 mac_;
};

// The secret order of a filter's bit positions in each round of diffusion. Not thread-safe.
class DiffusionKey {
 public:
  DiffusionKey(ByteView key, std::uint32_t bits);  // bits: a multiple of 64

  // All positions, each once.
  std::vector<std::uint32_t> order(std::uint32_t round);

 private:
  TokenStream stream_;
  std::uint32_t bits_;
};

// The random signs of tokens in one (filter, key space) for SAUL. Not thread-safe.
class SignKey {
 public:
  explicit SignKey(ByteView key);

  // The first bits of the token's stream, 64 to a word: 1 is a vote for, 0 is one against.
  void signs(std::string_view token, std::span<std::uint64_t> words);

 private:
  TokenStream stream_;
};

class Derivation {
 public:
  Derivation(const Secret& secret, const ProjectId& project, const Digest& encoding);

  PositionKey position_key(std::string_view filter, std::string_view space,
                           std::uint32_t bits) const;
  DiffusionKey diffusion_key(std::string_view filter, std::uint32_t bits) const;
  SignKey sign_key(std::string_view filter, std::string_view space) const;
  TokenKey token_key(std::string_view column) const;
  MinhashKey minhash_key(std::string_view space) const;
  BlockKey band_key(std::string_view column) const;  // of one column of bands
  // Equal for two holders if they have the same secret, project and encoding. Shows nothing else.
  KeyCheck key_check() const;
  // The secret for the conformance set: published people are never encoded under the real secret.
  Secret conformance_secret() const;

 private:
  void derive(std::string_view label, std::string_view name, std::string_view space,
              std::span<std::uint8_t> out) const;
  const Secret& secret_;  // must outlive this
  ProjectId project_;
  Digest encoding_;
};

}  // namespace tally::keys
