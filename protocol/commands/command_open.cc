#include <algorithm>

#include "common/atomic_file.h"
#include "common/terminal_progress.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/command_line/party_options.h"
#include "protocol/commands/commands.h"
#include "protocol/evidence/evidence_events.h"
#include "protocol/party/session.h"

namespace tally {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18;

// A secret goes from its sealed file straight to the program that needs it.
Status refuse_secret(const SealedFile& file) {
  if (file.manifest.kind != SealKind::secret) return {};
  return refused(file.path + ": is a secret, which is never written out",
                 "tally-encoder takes the sealed file itself (--secret)");
}

Status copy(SealedReader& reader, AtomicFile& out) {
  TerminalProgress progress("opening", reader.size());
  Bytes piece(kPiece);
  for (std::uint64_t left = reader.size(); left > 0; left -= piece.size()) {
    piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, kPiece)));
    Status written = [&]() -> Status {
      TRY(reader.read_exactly(piece));
      return out.write(piece);
    }();
    wipe(piece);
    if (!written) return written;
    progress.advance(piece.size());
  }
  return {};
}

Status run_open(const Options& options) {
  const std::string& out = options.get("out");
  PartySession party = TRY(session_of(options, Task::reads));
  SealedFile file = TRY(read_with_progress(options.get("in")));
  TRY(refuse_secret(file));
  const SealKind kind = file.manifest.kind;
  const CheckedSeal seal = TRY(party.check(std::move(file), kind));
  SealedReader reader = TRY(SealedReader::open(seal, party.identity()));
  AtomicFile written = TRY(AtomicFile::open(out, overwrite_of(options), Access::owner_only));
  TRY(copy(reader, written));
  TRY(party.note_received(seal));
  TRY(party.note("opened", opened_facts(kind, seal.file().file)));
  return written.commit();
}

}  // namespace

Command open_command() {
  return {"open", "writes out the content of a sealed file for one of its readers",
          party_options(
              {{"in", "FILE", Need::required, "the sealed file"},
               {"out", "FILE", Need::required, "the content, for its owner alone", Direction::out},
               {"force", "", Need::flag, "replace it if it exists"}}),
          run_open};
}

}  // namespace tally
