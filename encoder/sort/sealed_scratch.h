// A scratch file of pieces that no other process can read. Each piece is encrypted and
// authenticated under a key that only this object holds.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "common/bytes.h"
#include "common/result.h"
#include "common/scratch_file.h"
#include "protocol/keys/scratch_cipher.h"

namespace tally::encoder {

class SealedScratch {
 public:
  // The extra bytes that each piece takes in the file.
  static constexpr std::size_t kOverhead = keys::ScratchCipher::kOverhead;

  static Result<SealedScratch> create(const std::string& folder);

  // Returns the place where the piece begins in the file, which is also its nonce.
  Result<std::uint64_t> append(ByteView piece);
  // Reads the piece at this place; out has its size. io if the file has been changed.
  Status read(std::uint64_t place, std::span<std::uint8_t> out);

 private:
  explicit SealedScratch(ScratchFile file) : file_(std::move(file)) {}
  ScratchFile file_;
  keys::ScratchCipher cipher_;
  Bytes sealed_;  // reused
};

}  // namespace tally::encoder
