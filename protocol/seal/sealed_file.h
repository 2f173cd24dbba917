// Sealed files (.tally): signed by their maker, sealed to their readers, bound to one agreement,
// data set and sequence, expiring. Format: docs/formats/sealed.md.
//
//   SealedWriter::open  write*  finish  place
//   read_sealed (integrity, anybody)  ->  check_seal (against the agreement)  -> SealedReader::open
//   (a reader named, with its key)  read*
//
// Streams: memory does not grow with the content.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/atomic_file.h"
#include "common/byte_stream.h"
#include "common/bytes.h"
#include "common/progress.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/identity/identity.h"
#include "protocol/identity/signed_agreement.h"
#include "protocol/seal/manifest.h"

namespace tally {

struct SealRequest {
  SealKind kind = SealKind::submission;
  std::string dataset;
  std::string analyst;
  std::uint64_t sequence = 1;
  std::optional<Digest> previous;
  Time made;
  Time expires;  // not after the agreement's end
  EvidenceHead evidence;
  std::optional<KeyCheck> key_check;  // of a secret or submission
};

// Appears whole at place() or not at all. The body is written, sealed, to a nameless scratch file
// of the output's folder first, since what signs it stands in front of it.
class SealedWriter {
 public:
  // refused: the agreement does not allow it (the rules of check_seal, at the time of making). The
  // identity outlives this.
  static Result<SealedWriter> open(const std::string& path, Overwrite overwrite,
                                   const SignedAgreement& agreement, const Identity& maker,
                                   const SealRequest& request);
  // Into a file that somebody else commits, as of an AtomicFolder; it outlives this.
  static Result<SealedWriter> into(AtomicFile& file, const std::string& scratch_folder,
                                   const SignedAgreement& agreement, const Identity& maker,
                                   const SealRequest& request);
  SealedWriter(SealedWriter&&) noexcept;
  SealedWriter& operator=(SealedWriter&&) noexcept;
  ~SealedWriter();

  Status write(ByteView content);
  Status write(std::string_view content) { return write(as_bytes(content)); }
  // Where the maker's evidence stands now, if it has grown since open.
  void pin(const EvidenceHead& evidence);
  // finish writes all, and place() then makes the file appear: in between its maker notes it, so
  // that no file is ever there that its maker's evidence does not tell of. rows: what the manifest
  // tells.
  Result<Manifest> finish(std::uint64_t rows);
  Status place();
  // The name of the file, as SealedFile::file has it; after finish.
  const Digest& file() const;

 private:
  struct State;
  explicit SealedWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A file whose parts fit together and whose signature verifies: what it says is what its signer
// signed. Who the signer is, is not judged yet.
struct SealedFile {
  std::string path;
  Manifest manifest;
  Digest file;  // SHA-256 of all its bytes but the last 32, which say the same
  Certificate signer;
  Time signed_at;
  Bytes recipients;  // CMS: to whom it is sealed
};
// Reads all of it once. malformed: truncated, parts that do not follow the format, anything behind
// its end, digests that differ; refused: a signature that does not verify, a manifest that is not
// the header's or not its signer's.
Result<SealedFile> read_sealed(const std::string& path, Progress* progress = nullptr);

// A sealed file that the agreement allows: only check_seal makes one.
class CheckedSeal {
 public:
  const SealedFile& file() const { return file_; }
  const Manifest& manifest() const { return file_.manifest; }

 private:
  friend Result<CheckedSeal> check_seal(const SignedAgreement&, SealedFile, SealKind, Time);
  explicit CheckedSeal(SealedFile file) : file_(std::move(file)) {}
  SealedFile file_;
};
// refused, with file and check: made under another agreement or project; of another kind than
// expected; its signer's certificate is not the maker's in the agreement, or was not valid when it
// signed; a kind or data set that the maker may not make; readers that are not exactly the kind's,
// or recipients that are not exactly the readers; made in time to come; expired, or to expire after
// the agreement or, a submission, after retention's days. Whether it is a replay is for the
// receiver's evidence log to say (last_received).
Result<CheckedSeal> check_seal(const SignedAgreement& agreement, SealedFile file, SealKind expected,
                               Time now);

// The content, front to back; every chunk is authenticated before any of it is handed out, and the
// whole file is found to be the one checked before the last chunk is.
class SealedReader : public ByteSource {
 public:
  // refused: not sealed to this identity; a content key that is not the one committed to; a file
  // that is not the one checked.
  static Result<SealedReader> open(const CheckedSeal& seal, const Identity& reader);
  SealedReader(SealedReader&&) noexcept;
  SealedReader& operator=(SealedReader&&) noexcept;
  ~SealedReader() override;

  const std::string& path() const override;
  std::uint64_t size() const override;  // of the content
  Result<std::size_t> read(std::span<std::uint8_t> out) override;

 private:
  struct State;
  explicit SealedReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tally
