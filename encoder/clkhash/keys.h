// Derives the keys of a schema's features from the secret that data holders share, like clkhash:
// one HKDF [RFC5869] for all keys. Only keys.cc and token_hash.cc use OpenSSL.
#pragma once

#include <vector>

#include "common/bytes.h"
#include "encoder/clkhash/schema.h"

namespace tally::encoder::clkhash {

// The keys of one feature: the first is for BLAKE2b and HMAC-SHA-1, the second for HMAC-MD5.
struct FeatureKeys {
  ByteView first, second;
};

// Move-only, wiped on destruction.
class Keys {
 public:
  Keys(const Schema& schema, ByteView secret);
  Keys(Keys&&) noexcept = default;
  Keys& operator=(Keys&& other) noexcept;
  ~Keys() { wipe(bytes_); }

  FeatureKeys of(std::size_t feature) const;

 private:
  std::size_t key_size_;
  Bytes bytes_;
};

}  // namespace tally::encoder::clkhash
