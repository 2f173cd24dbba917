#include "common/bytes.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <utility>

namespace tally {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase32Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";    // [RFC4648] section 6
constexpr std::size_t kBase32Length = 26;  // of 16 bytes

std::optional<std::uint8_t> digit_value(std::string_view digits, char c) {
  const std::size_t place = digits.find(c);
  if (place == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(place);
}

template <class Id>
std::string to_base32(char kind, const Id& id) {
  static_assert(Id::kSize == 16);
  std::string text(1, kind);
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const std::uint8_t byte : id.bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += kBase32Digits[(buffer >> (bits - 5)) & 31];
  }
  text += kBase32Digits[(buffer << (5 - bits)) & 31];
  return text;
}

template <class Id>
std::optional<Id> from_base32(char kind, std::string_view text) {
  if (text.size() != 1 + kBase32Length || text[0] != kind) return std::nullopt;
  Id id;
  std::size_t filled = 0;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : text.substr(1)) {
    const auto value = digit_value(kBase32Digits, c);
    if (!value) return std::nullopt;
    buffer = (buffer << 5) | *value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    id.bytes[filled++] = static_cast<std::uint8_t>(buffer >> bits);
  }
  // In the only canonical text, the two unused bits are zero.
  if ((buffer & ((1U << bits) - 1)) != 0) return std::nullopt;
  return id;
}

template <class Unsigned>
void append_little_endian(Bytes& out, Unsigned value) {
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
    out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
}

template <class Unsigned>
Unsigned load_little_endian(ByteView bytes) {
  assert(bytes.size() >= sizeof(Unsigned));
  Unsigned value = 0;
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
    value = static_cast<Unsigned>(value | (Unsigned{bytes[i]} << (8 * i)));
  }
  return value;
}

// Digests and the system's generator fail only when memory or the OpenSSL installation is broken;
// nothing sensible can follow.
void require(bool ok) {
  if (!ok) std::abort();
}

EVP_MD_CTX* digest_context(void* context) {
  return static_cast<EVP_MD_CTX*>(context);
}

const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

EVP_MAC_CTX* make_hmac_context(ByteView key) {
  EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* const context = EVP_MAC_CTX_new(mac);
  EVP_MAC_free(mac);
  std::string digest = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_end()};
  constexpr std::uint8_t kNothing = 0;  // an empty key still needs an address
  const std::uint8_t* const key_data = key.empty() ? &kNothing : key.data();
  require(context != nullptr && EVP_MAC_init(context, key_data, key.size(), parameters) == 1);
  return context;
}

}  // namespace

ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string to_hex(ByteView bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text += kHexDigits[byte >> 4];
    text += kHexDigits[byte & 15];
  }
  return text;
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = digit_value(kHexDigits, text[i]);
    const auto low = digit_value(kHexDigits, text[i + 1]);
    if (!high || !low) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(*high << 4 | *low));
  }
  return bytes;
}

std::string to_text(const Reference& reference) {
  return to_base32('R', reference);
}
std::string to_text(const StudyId& study_id) {
  return to_base32('S', study_id);
}

std::optional<Reference> parse_reference(std::string_view text) {
  return from_base32<Reference>('R', text);
}
std::optional<StudyId> parse_study_id(std::string_view text) {
  return from_base32<StudyId>('S', text);
}

void append_u16(Bytes& out, std::uint16_t value) {
  append_little_endian(out, value);
}
void append_u32(Bytes& out, std::uint32_t value) {
  append_little_endian(out, value);
}
void append_u64(Bytes& out, std::uint64_t value) {
  append_little_endian(out, value);
}
std::uint16_t load_u16(ByteView bytes) {
  return load_little_endian<std::uint16_t>(bytes);
}
std::uint32_t load_u32(ByteView bytes) {
  return load_little_endian<std::uint32_t>(bytes);
}
std::uint64_t load_u64(ByteView bytes) {
  return load_little_endian<std::uint64_t>(bytes);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  require(context_ != nullptr);
  require(EVP_DigestInit_ex2(digest_context(context_), sha256_algorithm(), nullptr) == 1);
}
Sha256::~Sha256() {
  EVP_MD_CTX_free(digest_context(context_));
}
Sha256::Sha256(Sha256&& other) noexcept : context_(std::exchange(other.context_, nullptr)) {}
Sha256& Sha256::operator=(Sha256&& other) noexcept {
  std::swap(context_, other.context_);
  return *this;
}

void Sha256::update(ByteView bytes) {
  require(EVP_DigestUpdate(digest_context(context_), bytes.data(), bytes.size()) == 1);
}

Digest Sha256::finish() {
  Digest digest;
  unsigned length = 0;
  require(EVP_DigestFinal_ex(digest_context(context_), digest.bytes.data(), &length) == 1);
  assert(length == Digest::kSize);
  return digest;
}

Digest sha256(std::initializer_list<ByteView> parts) {
  Sha256 hash;
  for (const ByteView part : parts) hash.update(part);
  return hash.finish();
}

Digest hmac_sha256(ByteView key, std::initializer_list<ByteView> parts) {
  return HmacSha256(key).of(parts);
}

HmacSha256::HmacSha256(ByteView key) : context_(make_hmac_context(key)) {}
HmacSha256::~HmacSha256() {
  EVP_MAC_CTX_free(static_cast<EVP_MAC_CTX*>(context_));
}
HmacSha256::HmacSha256(HmacSha256&& other) noexcept
    : context_(std::exchange(other.context_, nullptr)) {}
HmacSha256& HmacSha256::operator=(HmacSha256&& other) noexcept {
  std::swap(context_, other.context_);
  return *this;
}

Digest HmacSha256::of(std::initializer_list<ByteView> parts) const {
  auto* const context = static_cast<EVP_MAC_CTX*>(context_);
  // Without a key, the context restarts under the key that it has.
  require(EVP_MAC_init(context, nullptr, 0, nullptr) == 1);
  for (const ByteView part : parts) {
    require(EVP_MAC_update(context, part.data(), part.size()) == 1);
  }
  Digest digest;
  std::size_t length = 0;
  require(EVP_MAC_final(context, digest.bytes.data(), &length, Digest::kSize) == 1);
  assert(length == Digest::kSize);
  return digest;
}

bool equal_secret(ByteView a, ByteView b) {
  return a.size() == b.size() && (a.empty() || CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0);
}

void wipe(std::span<std::uint8_t> bytes) {
  if (!bytes.empty()) OPENSSL_cleanse(bytes.data(), bytes.size());
}

void fill_random(std::span<std::uint8_t> out) {
  constexpr std::size_t kStep = 1 << 20;  // RAND_bytes counts in int
  for (std::size_t done = 0; done < out.size(); done += kStep) {
    const std::size_t length = std::min(kStep, out.size() - done);
    require(RAND_bytes(out.data() + done, static_cast<int>(length)) == 1);
  }
}

}  // namespace tally
