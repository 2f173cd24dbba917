#include <algorithm>
#include <utility>
#include <vector>

#include "common/paths.h"
#include "common/scratch_file.h"
#include "protocol/seal/content_key.h"
#include "protocol/seal/layout.h"
#include "protocol/seal/rules.h"
#include "protocol/seal/sealed_file.h"

namespace tally {
namespace {

constexpr std::string_view kSoftware = "tallystick " TALLY_VERSION;

// Everything in the manifest that does not depend on the content.
Result<Manifest> begin_manifest(const SignedAgreement& agreement, const Identity& maker,
                                const SealRequest& request) {
  Manifest manifest;
  const Party* party = agreement.agreement().signer(maker.card().signing.digest());
  if (party == nullptr)
    return refused(maker.folder() +
                   ": this identity does not belong to any party in the agreement");
  manifest.kind = request.kind;
  manifest.project = agreement.agreement().terms().project;
  manifest.agreement = agreement.agreement().fingerprint();
  manifest.maker = party->name;
  manifest.certificate = maker.card().signing.digest();
  manifest.dataset = request.dataset;
  manifest.analyst = request.analyst;
  manifest.readers =
      TRY(readers_of(agreement.agreement(), request.kind, request.dataset, request.analyst));
  fill_random(manifest.file_id.bytes);
  manifest.sequence = request.sequence;
  manifest.previous = request.previous;
  manifest.made = request.made;
  manifest.expires = request.expires;
  manifest.software = kSoftware;
  manifest.key_check = request.key_check;
  manifest.evidence = request.evidence;
  // Refuses at once a file that no reader would accept.
  TRY(parse_manifest(print_manifest(manifest)));
  TRY(check_rules(agreement, manifest, maker.card().signing, request.made));
  return manifest;
}

// Writes everything before the body, then the body and the digest of all of it.
class HashedFile {
 public:
  explicit HashedFile(AtomicFile& file) : file_(file) {}
  Status write(ByteView bytes) {
    digest_.update(bytes);
    return file_.write(bytes);
  }
  Status write_part(ByteView bytes) {
    Bytes size;
    append_u32(size, static_cast<std::uint32_t>(bytes.size()));
    TRY(write(size));
    return write(bytes);
  }
  Status write_body(const ScratchFile& body) {
    Bytes piece;
    append_u64(piece, body.size());
    TRY(write(piece));
    for (std::uint64_t done = 0; done < body.size(); done += piece.size()) {
      piece.resize(
          static_cast<std::size_t>(std::min<std::uint64_t>(kSealedChunkSize, body.size() - done)));
      TRY(body.read_at(done, piece));
      TRY(write(piece));
    }
    return {};
  }
  // Returns the digest.
  Result<Digest> end() {
    const Digest digest = digest_.finish();
    TRY(file_.write(digest.bytes));
    return digest;
  }

 private:
  AtomicFile& file_;
  Sha256 digest_;
};

}  // namespace

struct SealedWriter::State {
  std::optional<AtomicFile> own;  // none if the caller commits the file
  AtomicFile* callers;
  ScratchFile body;
  SigningPair maker;
  Manifest manifest;
  Bytes header;
  Bytes recipients;
  ChunkCipher cipher;
  Sha256 body_digest = {};
  Bytes plain = {};  // of the chunk that is being filled
  Bytes sealed = {};
  std::uint64_t chunks = 0;
  Digest file_digest = {};

  ~State() { wipe(plain); }
  Status seal_chunk(Chunk chunk);
  static Result<SealedWriter> begin(std::optional<AtomicFile> own, AtomicFile* callers,
                                    const std::string& scratch_folder,
                                    const SignedAgreement& agreement, const Identity& maker,
                                    Manifest manifest);
};

// A full chunk waits until more content comes, because the last chunk is sealed differently.
Status SealedWriter::State::seal_chunk(Chunk chunk) {
  sealed.resize(plain.size() + ChunkCipher::kOverhead);
  cipher.seal(chunks++, chunk, plain, sealed);
  manifest.content_bytes += plain.size();
  plain.clear();
  body_digest.update(sealed);
  return body.append(sealed);
}

SealedWriter::SealedWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealedWriter::SealedWriter(SealedWriter&&) noexcept = default;
SealedWriter& SealedWriter::operator=(SealedWriter&&) noexcept = default;
SealedWriter::~SealedWriter() = default;

Result<SealedWriter> SealedWriter::open(const std::string& path, Overwrite overwrite,
                                        const SignedAgreement& agreement, const Identity& maker,
                                        const SealRequest& request) {
  Manifest manifest = TRY(begin_manifest(agreement, maker, request));
  AtomicFile file = TRY(AtomicFile::open(path, overwrite, Access::owner_only));
  return State::begin(std::move(file), nullptr, folder_of(path), agreement, maker,
                      std::move(manifest));
}

Result<SealedWriter> SealedWriter::into(AtomicFile& file, const std::string& scratch_folder,
                                        const SignedAgreement& agreement, const Identity& maker,
                                        const SealRequest& request) {
  Manifest manifest = TRY(begin_manifest(agreement, maker, request));
  return State::begin(std::nullopt, &file, scratch_folder, agreement, maker, std::move(manifest));
}

Result<SealedWriter> SealedWriter::State::begin(std::optional<AtomicFile> own, AtomicFile* callers,
                                                const std::string& scratch_folder,
                                                const SignedAgreement& agreement,
                                                const Identity& maker, Manifest manifest) {
  ScratchFile body = TRY(ScratchFile::create(scratch_folder));
  Bytes header = print_seal_header(manifest);
  manifest.header = sha256({header});
  const ContentKey key = ContentKey::generate();
  manifest.commitment = key.commitment(manifest.header);
  const std::vector<Certificate> readers = openings_of(agreement, manifest);
  Bytes recipients = cms_seal_key(key.for_readers(), readers);
  manifest.recipients = sha256({recipients});
  ChunkCipher cipher = key.body_cipher(manifest.file_id, manifest.header);
  SealedWriter writer(std::unique_ptr<State>(
      new State{std::move(own), callers, std::move(body), maker.signing(), std::move(manifest),
                std::move(header), std::move(recipients), std::move(cipher)}));
  writer.state_->plain.reserve(kChunkSize);  // once: growing would leave copies in memory
  return writer;
}

Status SealedWriter::write(ByteView content) {
  Bytes& plain = state_->plain;
  while (!content.empty()) {
    if (plain.size() == kChunkSize) TRY(state_->seal_chunk(Chunk::inner));
    const ByteView piece = content.first(std::min(kChunkSize - plain.size(), content.size()));
    plain.insert(plain.end(), piece.begin(), piece.end());
    content = content.subspan(piece.size());
  }
  return {};
}

Result<Manifest> SealedWriter::finish(std::uint64_t rows) {
  TRY(state_->seal_chunk(Chunk::last));
  Manifest& manifest = state_->manifest;
  manifest.rows = rows;
  manifest.body = state_->body_digest.finish();
  const std::string text = print_manifest(manifest);
  HashedFile output(state_->own ? *state_->own : *state_->callers);
  TRY(output.write(state_->header));
  TRY(output.write_part(
      cms_sign(as_bytes(text), CmsContent::inside, state_->maker, manifest.made, {})));
  TRY(output.write_part(state_->recipients));
  TRY(output.write_body(state_->body));
  state_->file_digest = TRY(output.end());
  return manifest;
}

Status SealedWriter::sync() {
  return state_->own ? state_->own->sync() : Status();
}

Status SealedWriter::place() {
  return state_->own ? state_->own->commit() : Status();
}

void SealedWriter::pin(const EvidenceHead& evidence) {
  state_->manifest.evidence = evidence;
}

const Digest& SealedWriter::file() const {
  return state_->file_digest;
}

}  // namespace tally
