#include "protocol/keys/secret.h"

#include <algorithm>
#include <string_view>

#include "common/file.h"
#include "protocol/rehearsal.h"

namespace tally::keys {
namespace {

// What a secret's file begins with; part of the file format.
constexpr std::string_view kMagic = "TALLYKS1";
constexpr std::size_t kFileSize = kMagic.size() + Secret::kSize;

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

Result<Secret> Secret::load(const std::string& path) {
  Bytes file = TRY(read_secret_file(path, kFileSize));
  const ByteView magic = as_bytes(kMagic);
  const bool is_secret =
      file.size() == kFileSize && std::equal(magic.begin(), magic.end(), file.begin());
  Secret secret;
  if (is_secret) std::copy_n(file.begin() + kMagic.size(), kSize, secret.bytes_.begin());
  wipe(file);
  if (!is_secret) return malformed(path + ": not a linkage secret");
  return secret;
}

Status Secret::save(const std::string& path) const {
  if (file_exists(path)) {
    return refused(path + ": exists already", "a secret is never overwritten");
  }
  Bytes file(as_bytes(kMagic).begin(), as_bytes(kMagic).end());
  file.reserve(kFileSize);
  file.insert(file.end(), bytes_.begin(), bytes_.end());
  Status written = write_secret_file(path, file);
  wipe(file);
  return written;
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
