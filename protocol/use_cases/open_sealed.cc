#include "protocol/use_cases/open_sealed.h"

#include <algorithm>

#include "common/file_reader.h"

namespace tally {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18;  // bytes

// A secret goes from its sealed file straight to the program that needs it.
Status refuse_secret(const SealedFile& file) {
  if (file.manifest.kind != SealKind::secret) return {};
  return refused(file.path + ": this is a secret, which is never written out",
                 "give tally-encoder the sealed file itself (--secret)");
}

Result<SealedFile> read(const OpenRequest& request) {
  const FileReader size = TRY(FileReader::open(request.in));
  request.progress.begin("reading", size.size());
  return read_sealed(request.in, &request.progress);
}

Status copy_piece(SealedReader& reader, AtomicFile& out, Bytes& piece) {
  TRY(reader.read_exactly(piece));
  return out.write(piece);
}

Status copy(SealedReader& reader, AtomicFile& out, Progress& progress) {
  progress.begin("opening", reader.size());
  Bytes piece(kPiece);
  for (std::uint64_t left = reader.size(); left > 0; left -= piece.size()) {
    piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, kPiece)));
    Status copied = copy_piece(reader, out, piece);
    wipe(piece);
    if (!copied) return copied;
    progress.advance(piece.size());
  }
  progress.end();
  return {};
}

}  // namespace

Result<Manifest> open_sealed(PartySession& session, const OpenRequest& request) {
  SealedFile file = TRY(read(request));
  TRY(refuse_secret(file));
  const SealKind kind = file.manifest.kind;
  const CheckedSeal seal = TRY(session.check(std::move(file), kind));
  SealedReader reader = TRY(SealedReader::open(seal, session.identity()));
  Transaction transaction(session);
  AtomicFile& out =
      transaction.add(TRY(AtomicFile::open(request.out, request.overwrite, Access::owner_only)));
  TRY(copy(reader, out, request.progress));
  TRY(session.note_received(seal));
  TRY(transaction.note(events::Opened{.kind = kind, .file = seal.file().file}));
  TRY(transaction.commit());
  return seal.manifest();
}

}  // namespace tally
