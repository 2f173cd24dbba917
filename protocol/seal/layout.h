// The bytes of a sealed file (docs/formats/sealed.md, sections 3 and 6), for those who write and
// read them:
//
//   header | u32 size, manifest | u32 size, recipients | u64 size, body | digest of all before
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

// Chunks that a content is cut into, and the size of the body they make. An empty content is one
// empty chunk. No overflow: manifests tell of less than 2^63 bytes.
constexpr std::uint64_t chunks_of(std::uint64_t content) {
  return content == 0 ? 1 : (content - 1) / kChunkSize + 1;
}
constexpr std::uint64_t body_size_of(std::uint64_t content) {
  return content + chunks_of(content) * ChunkCipher::kOverhead;
}

// The header that a manifest makes.
Bytes print_seal_header(const Manifest& manifest);
// The name of the first field in which a header is not the manifest's; empty if it is.
std::string_view difference_of_header(ByteView header, const Manifest& manifest);

// Takes a sealed file apart front to back, in the order of its functions, and digests what it
// reads. Every size is bounded by the bytes left before anything is reserved for it.
class PartReader {
 public:
  static Result<PartReader> open(const std::string& path);

  const std::string& path() const { return file_.path(); }
  std::uint64_t size() const { return file_.size(); }

  Result<Bytes> header();
  // A manifest or recipients; what names it in messages.
  Result<Bytes> part(std::string_view what);
  Result<std::uint64_t> body_size();
  Status body(std::span<std::uint8_t> out);
  // The digest of all before, which the file must end with.
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
