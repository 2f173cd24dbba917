// Sealed files (.tally): signed by their maker and sealed to their readers. Each belongs to one
// agreement, data set and sequence, and expires. Format: docs/formats/sealed.md.
//
//   SealedWriter::open  write*  finish  sync  place
//   read_sealed (integrity, anybody)  ->  check_seal (against the agreement)  -> SealedReader::open
//   (a reader named, with its key)  read*
//
// Memory does not grow with the content.
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
  std::optional<KeyCheck> key_check;  // only for a secret or submission
};

// The file appears whole at place(), or not at all. The sealed body goes first to a nameless
// scratch file in the output's folder, because its signature stands in front of it.
class SealedWriter {
 public:
  // refused: the agreement does not allow it (the rules of check_seal, at the time of making). The
  // identity must outlive this.
  static Result<SealedWriter> open(const std::string& path, Overwrite overwrite,
                                   const SignedAgreement& agreement, const Identity& maker,
                                   const SealRequest& request);
  // Writes into a file that the caller commits, such as one of an AtomicFolder. The file must
  // outlive this.
  static Result<SealedWriter> into(AtomicFile& file, const std::string& scratch_folder,
                                   const SignedAgreement& agreement, const Identity& maker,
                                   const SealRequest& request);
  SealedWriter(SealedWriter&&) noexcept;
  SealedWriter& operator=(SealedWriter&&) noexcept;
  ~SealedWriter();

  Status write(ByteView content);
  Status write(std::string_view content) { return write(as_bytes(content)); }
  // The end of the maker's evidence log, if the log has grown since open.
  void pin(const EvidenceHead& evidence);
  // finish writes everything and sync brings it to the disk; place() then makes the file appear.
  // Before place() the maker notes the file, so that no file ever appears without an entry in its
  // maker's evidence. rows: for the manifest.
  Result<Manifest> finish(std::uint64_t rows);
  Status sync();
  Status place();
  // The file's digest, as in SealedFile::file; after finish.
  const Digest& file() const;

 private:
  struct State;
  explicit SealedWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A file whose parts fit together and whose signature verifies, so it is what its signer signed.
// Nothing has checked yet who the signer is.
struct SealedFile {
  std::string path;
  Manifest manifest;
  Digest file;  // SHA-256 of all its bytes but the last 32, which repeat it
  Certificate signer;
  Time signed_at;
  Bytes recipients;  // CMS: the certificates that it is sealed to
};
// Reads the whole file once. malformed: truncated, parts that do not follow the format, data after
// the end, digests that differ. refused: a signature that does not verify, a manifest that does not
// match the header or the signer.
Result<SealedFile> read_sealed(const std::string& path, Progress* progress = nullptr);

// A sealed file that the agreement allows. Only check_seal makes one.
class CheckedSeal {
 public:
  const SealedFile& file() const { return file_; }
  const Manifest& manifest() const { return file_.manifest; }

 private:
  friend Result<CheckedSeal> check_seal(const SignedAgreement&, SealedFile, SealKind, Time);
  explicit CheckedSeal(SealedFile file) : file_(std::move(file)) {}
  SealedFile file_;
};
// refused, with the file and the rule: made under another agreement or project; not of the expected
// kind; the signer's certificate is not the maker's in the agreement, or was not valid when it
// signed; the maker may not make this kind or data set; the readers are not exactly those of the
// kind, or the recipients not exactly the readers; made in the future; expired, or expires after
// the agreement's end or, for a submission, after its days. It does not look for a replay: the
// receiver's evidence log does (last_received).
Result<CheckedSeal> check_seal(const SignedAgreement& agreement, SealedFile file, SealKind expected,
                               Time now);

// Reads the content from front to back. It authenticates each chunk before it returns any of it.
// Before it returns the last chunk, it checks that the whole file is the one that was checked.
class SealedReader : public ByteSource {
 public:
  // refused: not sealed to this identity; the content key does not match the commitment; the file
  // is not the one that was checked.
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
