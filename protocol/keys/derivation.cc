#include "protocol/keys/derivation.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <numeric>
#include <utility>

#include "protocol/base/limits.h"
#include "protocol/base/prefixed.h"
#include "protocol/crypto/openssl_types.h"

namespace tally::keys {
namespace {

constexpr std::size_t kKeySize = 32;

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

}  // namespace

PositionKey::PositionKey(ByteView key, std::uint32_t bits) : stream_(key), bits_(bits) {
  assert(key.size() == kKeySize && bits > 0);
}

void PositionKey::positions(std::string_view token, std::span<std::uint32_t> positions) {
  std::array<std::uint8_t, TokenStream::kBlock> block;
  for (std::uint32_t counter = 0; !positions.empty(); ++counter) {
    stream_.block(token, counter, block);
    const std::size_t count = std::min(TokenStream::kWords, positions.size());
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t word = load_u32(ByteView(block).subspan(4 * i));
      positions[i] = static_cast<std::uint32_t>(word * bits_ >> 32);
    }
    positions = positions.subspan(count);
  }
}

MinhashKey::MinhashKey(ByteView key) : stream_(key) {
  assert(key.size() == kKeySize);
}

void MinhashKey::identities(std::string_view token, std::span<TokenIdentity> out) {
  assert(out.size() <= kMaxHashes);
  constexpr std::size_t kInBlock = TokenStream::kBlock / sizeof(TokenIdentity);
  std::array<std::uint8_t, TokenStream::kBlock> block;
  for (std::size_t place = 0; place < out.size(); ++place) {
    if (place % kInBlock == 0)
      stream_.block(token, static_cast<std::uint32_t>(place / kInBlock), block);
    std::memcpy(out[place].data(), block.data() + place % kInBlock * sizeof(TokenIdentity),
                sizeof(TokenIdentity));
  }
}

void MinhashKey::uniforms(std::string_view token, std::uint32_t band,
                          std::span<std::uint32_t> out) {
  constexpr std::uint32_t kIdentityBlocks =
      kMaxHashes * sizeof(TokenIdentity) / TokenStream::kBlock;
  assert(out.size() <= TokenStream::kWords);
  std::array<std::uint8_t, TokenStream::kBlock> block;
  stream_.block(token, kIdentityBlocks + band, block);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = load_u32(ByteView(block).subspan(4 * i));
}

DiffusionKey::DiffusionKey(ByteView key, std::uint32_t bits) : stream_(key), bits_(bits) {
  assert(key.size() == kKeySize && bits > 0 && bits % 64 == 0);
}

std::vector<std::uint32_t> DiffusionKey::order(std::uint32_t round) {
  constexpr auto kWords = static_cast<std::uint32_t>(TokenStream::kWords);
  std::array<std::uint8_t, TokenStream::kBlock> block;
  std::vector<std::uint32_t> words(bits_);
  for (std::uint32_t i = 0; i < bits_; ++i) {
    if (i % kWords == 0) stream_.block("", (round * bits_ + i) / kWords, block);
    words[i] = load_u32(ByteView(block).subspan(4 * (i % kWords)));
  }
  std::vector<std::uint32_t> order(bits_);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t position) { return words[position]; });
  wipe(block);
  wipe({reinterpret_cast<std::uint8_t*>(words.data()), words.size() * sizeof words[0]});
  return order;
}

SignKey::SignKey(ByteView key) : stream_(key) {
  assert(key.size() == kKeySize);
}

void SignKey::signs(std::string_view token, std::span<std::uint64_t> words) {
  std::array<std::uint8_t, TokenStream::kBlock> block;
  constexpr std::size_t kInBlock = TokenStream::kBlock / 8;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i % kInBlock == 0) stream_.block(token, static_cast<std::uint32_t>(i / kInBlock), block);
    words[i] = load_u64(ByteView(block).subspan(8 * (i % kInBlock)));
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

DiffusionKey Derivation::diffusion_key(std::string_view filter, std::uint32_t bits) const {
  std::array<std::uint8_t, kKeySize> key;
  derive("tallystick/1/diffusion", filter, "", key);
  DiffusionKey made(key, bits);
  wipe(key);
  return made;
}

SignKey Derivation::sign_key(std::string_view filter, std::string_view space) const {
  std::array<std::uint8_t, kKeySize> key;
  derive("tallystick/1/saul", filter, space, key);
  SignKey made(key);
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

MinhashKey Derivation::minhash_key(std::string_view space) const {
  std::array<std::uint8_t, kKeySize> key;
  derive("tallystick/1/minhash", "", space, key);
  MinhashKey made(key);
  wipe(key);
  return made;
}

BlockKey Derivation::band_key(std::string_view column) const {
  std::array<std::uint8_t, kKeySize> key;
  derive("tallystick/1/bands", column, "", key);
  BlockKey made(key);
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
