// The content key of one sealed file, which is sealed to its readers, and the values derived from
// it (docs/formats/sealed.md, section 5).
#pragma once

#include <array>
#include <cstdint>

#include "common/bytes.h"
#include "common/ids.h"
#include "common/result.h"
#include "protocol/crypto/chunk_cipher.h"
#include "protocol/seal/manifest.h"

namespace tally {

// Move-only, wiped on destruction.
class ContentKey {
 public:
  static constexpr std::size_t kSize = 32;
  using Raw = std::array<std::uint8_t, kSize>;

  static ContentKey generate();
  // Wipes its argument. malformed: not 32 bytes.
  static Result<ContentKey> from(Bytes bytes);
  ContentKey(ContentKey&& other) noexcept : bytes_(other.bytes_) { wipe(other.bytes_); }
  ContentKey& operator=(ContentKey&&) = delete;
  ContentKey(const ContentKey&) = delete;
  ~ContentKey() { wipe(bytes_); }

  const Raw& for_readers() const { return bytes_; }  // only for sealing it to them
  ChunkCipher body_cipher(const FileId& file, const Digest& header) const;
  Digest commitment(const Digest& header) const;

 private:
  ContentKey() = default;
  Raw bytes_{};
};

}  // namespace tally
