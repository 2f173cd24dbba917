#include "protocol/keys/secret.h"

#include <algorithm>
#include <string_view>

#include "protocol/rehearsal/rehearsal.h"

namespace tally::keys {
namespace {

// The first bytes of a secret's content; part of the format.
constexpr std::string_view kSecretMagic = "TALLYKS1";
constexpr std::size_t kContentSize = kSecretMagic.size() + Secret::kSize;

}  // namespace

Secret Secret::generate() {
  Secret secret;
  fill_random(secret.bytes_);
  return secret;
}

Secret Secret::for_rehearsal(std::uint64_t seed) {
  return from_bytes(rehearsal_bytes("secret", "", seed).bytes);
}

Secret Secret::from_bytes(const std::array<std::uint8_t, kSize>& bytes) {
  Secret secret;
  secret.bytes_ = bytes;
  return secret;
}

Result<Secret> Secret::parse(ByteView content) {
  const ByteView magic = as_bytes(kSecretMagic);
  if (content.size() != kContentSize || !std::equal(magic.begin(), magic.end(), content.begin())) {
    return malformed("not a linkage secret");
  }
  Secret secret;
  std::copy_n(content.begin() + kSecretMagic.size(), kSize, secret.bytes_.begin());
  return secret;
}

Bytes Secret::print() const {
  Bytes content(as_bytes(kSecretMagic).begin(), as_bytes(kSecretMagic).end());
  content.reserve(kContentSize);  // once: growing would leave copies in memory
  content.insert(content.end(), bytes_.begin(), bytes_.end());
  return content;
}

Secret::Secret(Secret&& other) noexcept : bytes_(other.bytes_) {
  wipe(other.bytes_);
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    bytes_ = other.bytes_;
    wipe(other.bytes_);
  }
  return *this;
}

Secret::~Secret() {
  wipe(bytes_);
}

}  // namespace tally::keys
