// CMS [RFC5652], as stock tools read and write it: SignedData, and AuthEnvelopedData [RFC5083] with
// AES-256-GCM around a content key of 32 bytes. All of it is small and stays in memory.
//
// CMS is malleable: a changed byte may still verify. Only signed content is returned here, and
// files are named by digests of all their bytes (docs/formats/sealed.md).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "common/bytes.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/crypto/certificate.h"
#include "protocol/crypto/private_key.h"

namespace tally {

inline constexpr std::size_t kMaxCms = 1 << 20;  // bytes

struct SigningPair {
  const PrivateKey& key;
  const Certificate& certificate;
};

enum class CmsContent : std::uint8_t { inside, detached };

// SignedData in DER: SHA-256, ECDSA, signed attributes with the signing time and the signer's
// certificate named by its digest [RFC5035]. Further certificates are included, unsigned.
Bytes cms_sign(ByteView content, CmsContent where, SigningPair signer, Time time,
               std::span<const Certificate> further);
// Adds a signer to detached signatures, which must verify as below. refused: this certificate has
// already signed.
Result<Bytes> cms_add_signer(ByteView cms, ByteView content, SigningPair signer, Time time,
                             std::span<const Certificate> further);

struct CmsSigner {
  Certificate certificate;
  Time signed_at;  // the signer claims it
};
struct CmsSigned {
  Bytes content;  // as signed; empty if detached
  std::vector<CmsSigner> signers;
  std::vector<Certificate> certificates;  // all that are included, with those of the signers
};
// Checks every signature; one bad signature refuses all. Checks no certificate chain: the caller
// judges who the signers are. detached: the content; without it, the content must be inside.
// malformed: not DER SignedData of this kind; a signer without a certificate, a signing time, or
// signed attributes that name the certificate; other algorithms; unsigned attributes; bytes after
// the end. refused: a signature does not verify. Messages do not name the file: the caller does.
Result<CmsSigned> cms_verify(ByteView cms, std::optional<ByteView> detached);

// Seals a content key to every reader: AuthEnvelopedData in DER, ECDH with X9.63 KDF over SHA-256,
// AES-256 key wrap, AES-256-GCM.
Bytes cms_seal_key(std::span<const std::uint8_t, 32> key, std::span<const Certificate> readers);
// refused: not sealed to this certificate, or changed; malformed: not AuthEnvelopedData of this
// kind.
Result<Bytes> cms_open_key(ByteView cms, const PrivateKey& key, const Certificate& certificate);

}  // namespace tally
