// The keys of a schema's features, from the secret that data holders share, as clkhash derives
// them: one HKDF [RFC5869] for all. Only keys.cc and token_hash.cc use OpenSSL.
#pragma once

#include <vector>

#include "common/bytes.h"
#include "encoder/clkhash/schema.h"

namespace tally::encoder::clkhash {

// Of one feature: the first is BLAKE2b's and HMAC-SHA-1's, the second HMAC-MD5's.
struct FeatureKeys {
  ByteView first, second;
};

// Move-only, wiped when it goes.
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
