#include "protocol/seal/content_key.h"

#include <algorithm>

#include "protocol/base/prefixed.h"

namespace tally {
namespace {

Bytes label(std::string_view text) {
  Bytes bytes;
  append_prefixed(bytes, text);
  return bytes;
}

}  // namespace

ContentKey ContentKey::generate() {
  ContentKey key;
  fill_random(key.bytes_);
  return key;
}

Result<ContentKey> ContentKey::from(Bytes bytes) {
  ContentKey key;
  const bool fits = bytes.size() == kSize;
  if (fits) std::ranges::copy(bytes, key.bytes_.begin());
  wipe(bytes);
  if (!fits) return malformed("the content key is not 32 bytes");
  return key;
}

ChunkCipher ContentKey::body_cipher(const FileId& file, const Digest& header) const {
  // HKDF [RFC5869]: extract, then expand to the single block that 32 bytes take.
  Digest extracted = hmac_sha256(file.bytes, {bytes_});
  const Bytes info = label("tallystick/1/body");
  const std::array<std::uint8_t, 1> first_block = {1};
  Digest body_key = hmac_sha256(extracted.bytes, {info, first_block});
  ChunkCipher cipher(body_key.bytes, header.bytes);
  wipe(extracted.bytes);
  wipe(body_key.bytes);
  return cipher;
}

Digest ContentKey::commitment(const Digest& header) const {
  return hmac_sha256(bytes_, {label("tallystick/1/commitment"), header.bytes});
}

}  // namespace tally
