// A party's own folder of keys (docs/formats/identity.md): a signing key and an opening key, each
// with a certificate; a holder's reference key or the linker's release key; and the party's
// evidence logs. Key files have mode 0600, are created exclusively and are never overwritten.
//
//   signing.key signing.pem opening.key opening.pem   reference.key | release.key
//   NAME.party.pem   both certificates: the card for the other parties
//   evidence/
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/crypto/certificate.h"
#include "protocol/crypto/cms.h"
#include "protocol/crypto/passphrase.h"
#include "protocol/crypto/private_key.h"

namespace tally {

// A key that a party keeps to itself; move-only, wiped on destruction. A holder has a reference key
// and the linker a release key. They are two types, so that one cannot be used as the other.
enum class OwnKeyKind : std::uint8_t { reference, release };

inline constexpr std::size_t kOwnKeySize = 32;

template <OwnKeyKind kKind>
class OwnKey {
 public:
  explicit OwnKey(Bytes bytes) : bytes_(std::move(bytes)), mac_(bytes_) {}
  OwnKey(OwnKey&&) noexcept = default;
  OwnKey& operator=(OwnKey&& other) noexcept {
    bytes_.swap(other.bytes_);  // the old key is wiped with other
    mac_ = std::move(other.mac_);
    return *this;
  }
  OwnKey(const OwnKey&) = delete;
  OwnKey& operator=(const OwnKey&) = delete;
  ~OwnKey() { wipe(bytes_); }
  ByteView bytes() const { return bytes_; }
  const HmacSha256& mac() const { return mac_; }

 private:
  Bytes bytes_;
  HmacSha256 mac_;  // keyed with it
};

using ReferenceKey = OwnKey<OwnKeyKind::reference>;
using ReleaseKey = OwnKey<OwnKeyKind::release>;

// A party's card, which it gives to the other parties. A card's file has the signing certificate,
// then the opening certificate.
struct PartyCard {
  Certificate signing;
  Certificate opening;
};
Result<PartyCard> load_card(const std::string& path);
// The card from a folder's signing.pem and opening.pem. There, a chain may follow each certificate.
Result<PartyCard> load_own_card(const std::string& folder);
// The SHA-256 of both digests, which two people compare over the telephone (in_groups).
Digest card_fingerprint(const PartyCard& card);

class Identity {
 public:
  // io: missing; refused: other users can read a key, the passphrase is missing or wrong, or a key
  // and its certificate do not belong together; malformed.
  static Result<Identity> load(const std::string& folder,
                               const std::optional<std::string>& passphrase_file);

  const std::string& folder() const { return folder_; }
  const Passphrase& passphrase() const { return passphrase_; }
  const PartyCard& card() const { return card_; }
  SigningPair signing() const { return {signing_key_, card_.signing}; }
  const PrivateKey& opening_key() const { return opening_key_; }
  // io: missing; refused: other users can read it, or the passphrase is missing or wrong;
  // malformed.
  Result<ReferenceKey> reference_key() const;
  Result<ReleaseKey> release_key() const;

 private:
  Identity(std::string folder, PartyCard card, PrivateKey signing_key, PrivateKey opening_key,
           Passphrase passphrase);
  std::string folder_;
  PartyCard card_;
  PrivateKey signing_key_, opening_key_;
  Passphrase passphrase_;
};

// First 16 bytes of HMAC-SHA-256(reference key, project, data set, local_id), length-prefixed:
// stable from week to week, meaningless elsewhere. local_id is taken byte for byte, with ASCII
// spaces trimmed.
Reference make_reference(const ReferenceKey& key, const ProjectId& project,
                         std::string_view dataset, std::string_view local_id);

// First 16 bytes of HMAC-SHA-256(release key, project, recipient, person), length-prefixed.
StudyId make_study_id(const ReleaseKey& key, const ProjectId& project, std::string_view recipient,
                      ByteView person);

}  // namespace tally
