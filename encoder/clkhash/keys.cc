#include "encoder/clkhash/keys.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <utility>

#include "protocol/crypto/openssl_types.h"

namespace tally::encoder::clkhash {
namespace {

using MacBytes = std::array<std::uint8_t, EVP_MAX_MD_SIZE>;

ByteView hmac(const EVP_MD* hash, ByteView key, ByteView message, MacBytes& out) {
  // With a null key, OpenSSL would use the previous key.
  const std::uint8_t none = 0;
  unsigned size = 0;
  must(HMAC(hash, key.empty() ? &none : key.data(), static_cast<int>(key.size()), message.data(),
            message.size(), out.data(), &size) != nullptr);
  return ByteView(out).first(size);
}

// OpenSSL's own HKDF refuses an empty secret, but clkhash accepts it.
Bytes hkdf(const KeyDerivation& kdf, ByteView secret, std::size_t size) {
  const EVP_MD* hash = kdf.hash == KeyDerivation::Hash::sha256 ? EVP_sha256() : EVP_sha512();
  MacBytes extracted;
  const ByteView key = hmac(hash, kdf.salt, secret, extracted);
  Bytes out;
  out.reserve(size + EVP_MAX_MD_SIZE);  // never moved, so that no copy is left
  MacBytes block;
  Bytes message;
  message.reserve(EVP_MAX_MD_SIZE + kdf.info.size() + 1);
  for (std::uint8_t counter = 1; out.size() < size; ++counter) {
    message.insert(message.end(), kdf.info.begin(), kdf.info.end());
    message.push_back(counter);
    const ByteView made = hmac(hash, key, message, block);
    out.insert(out.end(), made.begin(), made.end());
    wipe(message);
    message.assign(made.begin(), made.end());
  }
  wipe(message);
  wipe(block);
  wipe(extracted);
  return out;
}

}  // namespace

Keys::Keys(const Schema& schema, ByteView secret)
    : key_size_(schema.kdf.key_size),
      bytes_(hkdf(schema.kdf, secret, 2 * key_size_ * schema.features.size())) {}

Keys& Keys::operator=(Keys&& other) noexcept {
  std::swap(key_size_, other.key_size_);
  bytes_.swap(other.bytes_);  // the old keys are wiped with other
  return *this;
}

FeatureKeys Keys::of(std::size_t feature) const {
  const ByteView all = bytes_;
  return {all.subspan(2 * feature * key_size_, key_size_),
          all.subspan((2 * feature + 1) * key_size_, key_size_)};
}

}  // namespace tally::encoder::clkhash
