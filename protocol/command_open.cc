#include <algorithm>

#include "common/progress.h"
#include "protocol/commands.h"
#include "protocol/evidence.h"
#include "protocol/evidence_events.h"
#include "protocol/seal/sealed_file.h"

namespace tally {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18;

// A secret goes from its sealed file straight to the program that needs it.
Status refuse_secret(const SealedFile& file) {
  if (file.manifest.kind != SealKind::secret) return {};
  return refused(file.path + ": is a secret, which is never written out",
                 "tally-encoder takes the sealed file itself (--secret)");
}

// A file older than one received before is a replay; the same may be opened again.
Status refuse_replay(const EvidenceLog& log, const SealedFile& file) {
  const Manifest& m = file.manifest;
  const std::uint64_t last = last_received(log, m.kind, m.maker, m.dataset, m.analyst);
  if (m.sequence >= last) return {};
  return refused(file.path + ": is number " + std::to_string(m.sequence) + ", and number " +
                 std::to_string(last) + " has been received");
}

bool is_received(const EvidenceLog& log, const Digest& file) {
  return std::ranges::any_of(log.entries, [&](const EvidenceEntry& entry) {
    return entry.event == "received" && text_fact(entry, "file") == to_hex(file.bytes);
  });
}

Status copy(SealedReader& reader, AtomicFile& out) {
  Progress progress("opening", reader.size());
  Bytes piece(kPiece);
  for (std::uint64_t left = reader.size(); left > 0; left -= piece.size()) {
    piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, kPiece)));
    const Status written = [&]() -> Status {
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
  TRY(refuse_output_over_input(out, {options.get("in"), options.get("agreement")}));
  const Time time = now();
  const SignedAgreement agreement = TRY(SignedAgreement::load(options.get("agreement"), time));
  const Identity identity =
      TRY(Identity::load(options.get("identity"), options.find("passphrase-file")));
  const Party* party = agreement.agreement().signer(identity.card().signing.digest());
  if (party == nullptr) {
    return refused(identity.folder() + ": no party of this agreement has this identity");
  }
  SealedFile file = TRY(read_with_progress(options.get("in")));
  TRY(refuse_secret(file));
  const SealKind kind = file.manifest.kind;
  const CheckedSeal seal = TRY(check_seal(agreement, std::move(file), kind, time));
  SealedReader reader = TRY(SealedReader::open(seal, identity));
  EvidenceWriter evidence =
      TRY(EvidenceWriter::open(identity.folder(), agreement.agreement(), party->name));
  TRY(refuse_replay(evidence.log(), seal.file()));
  const Overwrite overwrite = options.flag("force") ? Overwrite::yes : Overwrite::no;
  AtomicFile written = TRY(AtomicFile::open(out, overwrite, Access::owner_only));
  TRY(copy(reader, written));
  const Digest& digest = seal.file().file;
  if (!is_received(evidence.log(), digest)) {
    TRY(evidence.append(time, "received", received_facts(seal.manifest(), digest)));
  }
  TRY(evidence.append(time, "opened", opened_facts(kind, digest)));
  return written.commit();
}

}  // namespace

Command open_command() {
  return {"open",
          "writes out the content of a sealed file for one of its readers",
          {{"agreement", "FILE", Need::required, "the agreement, with its signatures beside it"},
           {"identity", "DIR", Need::required, "the reader's own folder of keys"},
           {"passphrase-file", "FILE", Need::optional, "of the identity"},
           {"in", "FILE", Need::required, "the sealed file"},
           {"out", "FILE", Need::required, "the content, for its owner alone"},
           {"force", "", Need::flag, "replace it if it exists"}},
          run_open};
}

}  // namespace tally
