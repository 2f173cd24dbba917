#include "protocol/seal/sealed_file.h"

#include <vector>

#include "protocol/crypto/recipients.h"
#include "protocol/seal/kinds.h"
#include "protocol/seal/layout.h"
#include "protocol/seal/rules.h"

namespace tally {
namespace {

// The manifest, verified against its one signer.
Result<SealedFile> verify_manifest(ByteView cms, const std::string& path) {
  Result<CmsSigned> verified = cms_verify(cms, std::nullopt);
  if (!verified) {
    return Error{verified.error().code, path + ": manifest: " + verified.error().message,
                 kSendAgain};
  }
  const CmsSigned& content = verified.value();
  if (content.signers.size() != 1 || content.certificates.size() != 1) {
    return malformed(path + ": manifest: must have one signer and only that signer's certificate");
  }
  const std::string_view text(reinterpret_cast<const char*>(content.content.data()),
                              content.content.size());
  Result<Manifest> manifest = parse_manifest(text);
  if (!manifest) return at_path(path, manifest.error());
  const CmsSigner& signer = content.signers[0];
  return SealedFile{path, std::move(manifest).value(), {}, signer.certificate, signer.signed_at,
                    {}};
}

// Checks that the manifest belongs to its signer, and the header and recipients to the manifest.
Status check_parts(const SealedFile& file, ByteView header) {
  const Manifest& manifest = file.manifest;
  if (file.signer.digest() != manifest.certificate) {
    return refused(file.path + ": signer: its certificate is not the one in the manifest");
  }
  if (file.signed_at != manifest.made) {
    return refused(file.path + ": signer: the signing time differs from the time in the manifest");
  }
  const std::string_view other = difference_of_header(header, manifest);
  if (!other.empty()) {
    return refused(
        file.path + ": header: its " + std::string(other) + " differs from the manifest's",
        kSendAgain);
  }
  if (sha256({header}) != manifest.header) {
    return refused(file.path + ": header: its digest differs from the manifest's", kSendAgain);
  }
  if (sha256({file.recipients}) != manifest.recipients) {
    return refused(file.path + ": recipients: their digest differs from the manifest's",
                   kSendAgain);
  }
  return {};
}

Status check_body(PartReader& parts, const Manifest& manifest, Progress* progress) {
  const std::uint64_t size = TRY(parts.body_size());
  if (size != body_size_of(manifest.content_bytes)) {
    return malformed(parts.path() + ": body: its size does not match the content", kSendAgain);
  }
  Sha256 digest;
  Bytes piece(kSealedChunkSize);
  for (std::uint64_t left = size; left > 0; left -= piece.size()) {
    if (left < piece.size()) piece.resize(static_cast<std::size_t>(left));
    TRY(parts.body(piece));
    digest.update(piece);
    if (progress != nullptr) progress->advance(piece.size());
  }
  if (digest.finish() == manifest.body) return {};
  return refused(parts.path() + ": body: its digest differs from the manifest's", kSendAgain);
}

}  // namespace

Result<SealedFile> read_sealed(const std::string& path, Progress* progress) {
  PartReader parts = TRY(PartReader::open(path));
  const Bytes header = TRY(parts.header());
  const Bytes manifest = TRY(parts.part("manifest"));
  SealedFile file = TRY(verify_manifest(manifest, path));
  file.recipients = TRY(parts.part("recipients"));
  TRY(check_parts(file, header));
  TRY(check_body(parts, file.manifest, progress));
  file.file = TRY(parts.end());
  return file;
}

Result<CheckedSeal> check_seal(const SignedAgreement& agreement, SealedFile file, SealKind expected,
                               Time now) {
  const Manifest& manifest = file.manifest;
  if (manifest.kind != expected) {
    return refused(file.path + ": is " + with_article(manifest.kind) + ", not " +
                   with_article(expected));
  }
  Status allowed = check_rules(agreement, manifest, file.signer, now);
  if (!allowed) return at_path(file.path, allowed.error());
  const std::vector<Certificate> openings = openings_of(agreement, manifest);
  Status sealed = check_recipients(file.recipients, openings);
  if (!sealed) return at_path(file.path + ": recipients", sealed.error());
  return CheckedSeal(std::move(file));
}

}  // namespace tally
