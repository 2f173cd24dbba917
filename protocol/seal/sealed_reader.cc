#include <algorithm>

#include "protocol/seal/content_key.h"
#include "protocol/seal/layout.h"
#include "protocol/seal/rules.h"
#include "protocol/seal/sealed_file.h"

namespace tally {
namespace {

Error changed(const std::string& path) {
  return refused(path + ": is not the file that was checked",
                 "it was replaced or changed after the check; check it again");
}

// Reads up to the body, which must be as it was when the file was checked.
Result<PartReader> reach_body(const SealedFile& checked) {
  PartReader parts = TRY(PartReader::open(checked.path));
  const Bytes header = TRY(parts.header());
  TRY(parts.part("manifest"));  // a part of the file's digest, which is checked at the end
  const Bytes recipients = TRY(parts.part("recipients"));
  const std::uint64_t size = TRY(parts.body_size());
  if (sha256({header}) != checked.manifest.header || recipients != checked.recipients ||
      size != body_size_of(checked.manifest.content_bytes)) {
    return changed(checked.path);
  }
  return parts;
}

Result<ContentKey> open_key(const SealedFile& file, const Identity& reader) {
  Result<Bytes> opened = cms_open_key(file.recipients, reader.opening_key(), reader.card().opening);
  if (!opened) return at_path(file.path + ": recipients", opened.error());
  Result<ContentKey> key = ContentKey::from(std::move(opened).value());
  if (!key) return at_path(file.path + ": recipients", key.error());
  const Digest commitment = key.value().commitment(file.manifest.header);
  if (!equal_secret(commitment.bytes, file.manifest.commitment.bytes)) {
    return refused(file.path +
                   ": recipients: the content key does not match the manifest's commitment");
  }
  return key;
}

}  // namespace

struct SealedReader::State {
  PartReader parts;
  ChunkCipher cipher;
  Digest file;                // as checked
  std::uint64_t size;         // of the content
  std::uint64_t left = size;  // of the content, still sealed
  std::uint64_t chunks = 0;   // opened
  Bytes sealed = {};
  Bytes plain = {};      // of one chunk
  std::size_t used = 0;  // of plain, returned already

  ~State() { wipe(plain); }
  bool done() const { return chunks == chunks_of(size); }
  Status open_chunk();
};

Status SealedReader::State::open_chunk() {
  const auto content = static_cast<std::size_t>(std::min<std::uint64_t>(kChunkSize, left));
  sealed.resize(content + ChunkCipher::kOverhead);
  plain.resize(content);
  used = content;  // nothing to return until everything is checked
  TRY(parts.body(sealed));
  const bool last = chunks + 1 == chunks_of(size);
  const Chunk chunk = last ? Chunk::last : Chunk::inner;
  if (!cipher.open(chunks, chunk, sealed, plain)) {
    return refused(parts.path() + ": body: chunk " + std::to_string(chunks + 1) +
                       " is damaged or is not in its place",
                   kSendAgain);
  }
  if (last) {
    const Digest read = TRY(parts.end());
    if (read != file) return changed(parts.path());
  }
  ++chunks;
  left -= content;
  used = 0;
  return {};
}

SealedReader::SealedReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealedReader::SealedReader(SealedReader&&) noexcept = default;
SealedReader& SealedReader::operator=(SealedReader&&) noexcept = default;
SealedReader::~SealedReader() = default;

Result<SealedReader> SealedReader::open(const CheckedSeal& seal, const Identity& reader) {
  const SealedFile& file = seal.file();
  PartReader parts = TRY(reach_body(file));
  const ContentKey key = TRY(open_key(file, reader));
  ChunkCipher cipher = key.body_cipher(file.manifest.file_id, file.manifest.header);
  SealedReader opened(std::unique_ptr<State>(
      new State{std::move(parts), std::move(cipher), file.file, file.manifest.content_bytes}));
  if (opened.size() == 0) TRY(opened.state_->open_chunk());
  return opened;
}

const std::string& SealedReader::path() const {
  return state_->parts.path();
}

std::uint64_t SealedReader::size() const {
  return state_->size;
}

Result<std::size_t> SealedReader::read(std::span<std::uint8_t> out) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    if (state_->used == state_->plain.size()) {
      if (state_->done()) break;
      TRY(state_->open_chunk());
    }
    const std::size_t piece = std::min(out.size() - filled, state_->plain.size() - state_->used);
    std::copy_n(state_->plain.begin() + static_cast<std::ptrdiff_t>(state_->used), piece,
                out.begin() + static_cast<std::ptrdiff_t>(filled));
    state_->used += piece;
    filled += piece;
  }
  return filled;
}

}  // namespace tally
