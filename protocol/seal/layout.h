// The bytes of a sealed file (docs/formats/sealed.md, sections 3 and 6), for its writer and reader:
//
//   header | u32 size, manifest | u32 size, recipients | u64 size, body | digest of everything
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "common/bytes.h"
#include "common/file_reader.h"
#include "common/result.h"
#include "protocol/crypto/chunk_cipher.h"
#include "protocol/seal/manifest.h"

namespace tally {

inline constexpr std::size_t kChunkSize = 65536;  // of content
inline constexpr std::size_t kSealedChunkSize = kChunkSize + ChunkCipher::kOverhead;

// The number of chunks of a content, and the size of the body that they make. An empty content is
// one empty chunk. Nothing overflows: a manifest's content is less than 2^63 bytes.
constexpr std::uint64_t chunks_of(std::uint64_t content) {
  return content == 0 ? 1 : (content - 1) / kChunkSize + 1;
}
constexpr std::uint64_t body_size_of(std::uint64_t content) {
  return content + chunks_of(content) * ChunkCipher::kOverhead;
}

// Advice about a file that is not whole.
inline constexpr const char* kSendAgain =
    "the file was cut or changed on its way: ask its sender to send it again";

// The header for a manifest.
Bytes print_seal_header(const Manifest& manifest);
// The first field in which a header differs from the manifest; empty if there is none.
std::string_view difference_of_header(ByteView header, const Manifest& manifest);

// Reads the parts of a sealed file from front to back, in the order of these functions, and digests
// them. It checks every size against the bytes left before it reserves memory for it.
class PartReader {
 public:
  static Result<PartReader> open(const std::string& path);

  const std::string& path() const { return file_.path(); }
  std::uint64_t size() const { return file_.size(); }

  Result<Bytes> header();
  // A manifest or recipients. Messages name the part by `what`.
  Result<Bytes> part(std::string_view what);
  Result<std::uint64_t> body_size();
  Status body(std::span<std::uint8_t> out);
  // The digest of everything before it; the file must end with it.
  Result<Digest> end();

 private:
  explicit PartReader(FileReader file) : file_(std::move(file)), left_(file_.size()) {}
  Status read(std::string_view what, std::span<std::uint8_t> out);
  Error fault(std::string_view what, std::string_view says) const;
  FileReader file_;
  std::uint64_t left_;
  Sha256 digest_;
};

}  // namespace tally
