// CMS [RFC5652], as stock tools read and write it: SignedData, and AuthEnvelopedData [RFC5083] with
// AES-256-GCM around a content key of 32 bytes. Everything is small and in memory.
//
// CMS is malleable: a changed byte may still verify. Nothing unsigned is handed out here, and files
// are named by digests of all their bytes (docs/formats/sealed.md).
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
// certificate named by its digest [RFC5035]. Further certificates travel along unsigned.
Bytes cms_sign(ByteView content, CmsContent where, SigningPair signer, Time time,
               std::span<const Certificate> further);
// The same, detached, with one more signer; what is there must verify, as below. refused: this
// certificate has signed already.
Result<Bytes> cms_add_signer(ByteView cms, ByteView content, SigningPair signer, Time time,
                             std::span<const Certificate> further);

struct CmsSigner {
  Certificate certificate;
  Time signed_at;  // a claim of the signer
};
struct CmsSigned {
  Bytes content;  // as signed; empty if detached
  std::vector<CmsSigner> signers;
  std::vector<Certificate> certificates;  // all that travel along, those of signers too
};
// Every signature is checked, and one bad one refuses all; no chain is: who the signers are is for
// the caller to judge. malformed: not DER SignedData of this kind, signers without certificate (or
// one not named in what they sign) or signing time, other algorithms, unsigned attributes, anything
// behind it; refused: a signature that does not verify. Messages name no file: the caller does.
// detached: the content, else it must be inside.
Result<CmsSigned> cms_verify(ByteView cms, std::optional<ByteView> detached);

// AuthEnvelopedData in DER of a content key to every reader: ECDH with X9.63 KDF over SHA-256,
// AES-256 key wrap, AES-256-GCM.
Bytes cms_seal_key(std::span<const std::uint8_t, 32> key, std::span<const Certificate> readers);
// refused: not sealed to this certificate, or changed; malformed: not such a thing.
Result<Bytes> cms_open_key(ByteView cms, const PrivateKey& key, const Certificate& certificate);

}  // namespace tally
