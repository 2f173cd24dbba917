#include "protocol/keys/derivation.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "protocol/base/prefixed.h"
#include "protocol/crypto/openssl_types.h"

namespace tally::keys {
namespace {

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kBlockSize = 64;  // BLAKE2b-512
constexpr std::size_t kWordsPerBlock = kBlockSize / 4;

// OpenSSL takes parameters by pointers to non-const, and does not write through them.
OSSL_PARAM octets(const char* name, ByteView bytes) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(bytes.data()),
                                           bytes.size());
}

void hkdf_sha256(ByteView secret, ByteView salt, ByteView info, std::span<std::uint8_t> out) {
  const Owned<EVP_KDF> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  must(kdf != nullptr);
  const Owned<EVP_KDF_CTX> context(EVP_KDF_CTX_new(kdf.get()));
  must(context != nullptr);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
      octets(OSSL_KDF_PARAM_KEY, secret), octets(OSSL_KDF_PARAM_SALT, salt),
      octets(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
  must(EVP_KDF_derive(context.get(), out.data(), out.size(), parameters) == 1);
}

Owned<EVP_MAC_CTX> blake2b_mac(ByteView key) {
  const Owned<EVP_MAC> mac(EVP_MAC_fetch(nullptr, "BLAKE2BMAC", nullptr));
  must(mac != nullptr);
  Owned<EVP_MAC_CTX> context(EVP_MAC_CTX_new(mac.get()));
  must(context != nullptr);
  std::size_t size = kBlockSize;
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size),
                                   OSSL_PARAM_construct_end()};
  must(EVP_MAC_init(context.get(), key.data(), key.size(), parameters) == 1);
  return context;
}

}  // namespace

struct PositionKey::State {
  Owned<EVP_MAC_CTX> mac;  // holds the key, and wipes it when freed
  std::uint32_t bits = 0;
  Bytes message;  // token and block counter, reused

  ~State() { wipe(message); }  // it held tokens

  void block(std::span<std::uint8_t, kBlockSize> out) {
    // Without a key the context restarts under the key it has, at half the cost of a copy.
    must(EVP_MAC_init(mac.get(), nullptr, 0, nullptr) == 1);
    must(EVP_MAC_update(mac.get(), message.data(), message.size()) == 1);
    std::size_t size = 0;
    must(EVP_MAC_final(mac.get(), out.data(), &size, out.size()) == 1 && size == out.size());
  }
};

PositionKey::PositionKey(ByteView key, std::uint32_t bits) : state_(std::make_unique<State>()) {
  assert(key.size() == kKeySize && bits > 0);
  state_->mac = blake2b_mac(key);
  state_->bits = bits;
}
PositionKey::PositionKey(PositionKey&&) noexcept = default;
PositionKey& PositionKey::operator=(PositionKey&&) noexcept = default;
PositionKey::~PositionKey() = default;

void PositionKey::positions(std::string_view token, std::span<std::uint32_t> positions) {
  const ByteView bytes = as_bytes(token);
  std::array<std::uint8_t, kBlockSize> block;
  for (std::uint32_t counter = 0; !positions.empty(); ++counter) {
    state_->message.assign(bytes.begin(), bytes.end());
    append_u32(state_->message, counter);
    state_->block(block);
    const std::size_t count = std::min(kWordsPerBlock, positions.size());
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t word = load_u32(ByteView(block).subspan(4 * i));
      positions[i] = static_cast<std::uint32_t>(word * state_->bits >> 32);
    }
    positions = positions.subspan(count);
  }
}

TokenKey::TokenKey(ByteView key) : mac_(key) {
  assert(key.size() == kKeySize);
}

Token TokenKey::token(std::string_view value) const {
  assert(!value.empty());
  const Digest mac = mac_.of({as_bytes(value)});
  Token token;
  std::copy_n(mac.bytes.begin(), Token::kSize, token.bytes.begin());
  return token;
}

Derivation::Derivation(const Secret& secret, const ProjectId& project, const Digest& encoding)
    : secret_(secret), project_(project), encoding_(encoding) {}

void Derivation::derive(std::string_view label, std::string_view name, std::string_view space,
                        std::span<std::uint8_t> out) const {
  Bytes info;
  append_prefixed(info, label);
  append_prefixed(info, name);
  append_prefixed(info, space);
  append_prefixed(info, encoding_.bytes);
  hkdf_sha256(secret_.for_derivation(), project_.bytes, info, out);
}

PositionKey Derivation::position_key(std::string_view filter, std::string_view space,
                                     std::uint32_t bits) const {
  std::array<std::uint8_t, kKeySize> key;
  derive("tallystick/1/filter", filter, space, key);
  PositionKey made(key, bits);
  wipe(key);
  return made;
}

TokenKey Derivation::token_key(std::string_view column) const {
  std::array<std::uint8_t, kKeySize> key;
  derive("tallystick/1/token", column, "", key);
  TokenKey made(key);
  wipe(key);
  return made;
}

KeyCheck Derivation::key_check() const {
  KeyCheck check;
  derive("tallystick/1/check", "", "", check.bytes);
  return check;
}

Secret Derivation::conformance_secret() const {
  std::array<std::uint8_t, Secret::kSize> bytes;
  derive("tallystick/1/conformance", "", "", bytes);
  Secret made = Secret::from_bytes(bytes);
  wipe(bytes);
  return made;
}

}  // namespace tally::keys
