// Derives everything that comes from the linkage secret. docs/formats/encodings.md has the exact
// bytes.
//
// One key for each purpose: HKDF-SHA-256 [RFC5869] with salt = project and info = label, filter or
// column, key space and encoding fingerprint, each length-prefixed. Two filters never share bit
// positions, so the linker cannot use one to take another apart.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "common/bytes.h"
#include "protocol/agreement/encodings.h"
#include "protocol/keys/secret.h"

namespace tally::keys {

// The stream of positions of tokens in one (filter, key space): BLAKE2b-512 MAC [RFC7693] under the
// derived key over token and block counter, 16 little-endian 32-bit words a block, position = word
// * bits >> 32. Not thread-safe; wiped on destruction.
class PositionKey {
 public:
  PositionKey(ByteView key, std::uint32_t bits);
  PositionKey(PositionKey&&) noexcept;
  PositionKey& operator=(PositionKey&&) noexcept;
  ~PositionKey();

  // The first positions.size() positions of the token's stream; they may repeat.
  void positions(std::string_view token, std::span<std::uint32_t> positions);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Exact keyed tokens of one column: the first 16 bytes of HMAC-SHA-256. Not thread-safe.
class TokenKey {
 public:
  explicit TokenKey(ByteView key);
  Token token(std::string_view value) const;  // value is not empty

 private:
  HmacSha256 mac_;
};

class Derivation {
 public:
  Derivation(const Secret& secret, const ProjectId& project, const Digest& encoding);

  PositionKey position_key(std::string_view filter, std::string_view space,
                           std::uint32_t bits) const;
  TokenKey token_key(std::string_view column) const;
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
