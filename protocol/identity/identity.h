// A party's own folder of keys (docs/formats/identity.md): a key that signs and one that opens,
// each with a certificate; a holder's reference key or the linker's release key; and the party's
// evidence logs. Files of keys have mode 0600, are created exclusively and never overwritten.
//
//   signing.key signing.pem opening.key opening.pem   reference.key | release.key
//   NAME.party.pem   both certificates: what other parties are given
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

// A key that one party keeps for itself; move-only, wiped when it goes. A holder has a reference
// key, the linker a release key: two types, so that neither is taken for the other.
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
  HmacSha256 mac_;  // under it
};

using ReferenceKey = OwnKey<OwnKeyKind::reference>;
using ReleaseKey = OwnKey<OwnKeyKind::release>;

// What a party gives to the others. As a file: the certificate that signs, then the one that opens.
struct PartyCard {
  Certificate signing;
  Certificate opening;
};
Result<PartyCard> load_card(const std::string& path);
// The same of a folder's signing.pem and opening.pem, where a chain may follow the certificate.
Result<PartyCard> load_own_card(const std::string& folder);
// The SHA-256 of both digests, which two people read to each other over the telephone (in_groups).
Digest card_fingerprint(const PartyCard& card);

class Identity {
 public:
  // io: not there; refused: readable by others, passphrase absent or wrong, key and certificate do
  // not belong together; malformed.
  static Result<Identity> load(const std::string& folder,
                               const std::optional<std::string>& passphrase_file);

  const std::string& folder() const { return folder_; }
  const Passphrase& passphrase() const { return passphrase_; }
  const PartyCard& card() const { return card_; }
  SigningPair signing() const { return {signing_key_, card_.signing}; }
  const PrivateKey& opening_key() const { return opening_key_; }
  // io: not there; refused: readable by others, the passphrase absent or wrong; malformed.
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
// stable from week to week, meaningless elsewhere. local_id byte for byte, ASCII spaces trimmed.
Reference make_reference(const ReferenceKey& key, const ProjectId& project,
                         std::string_view dataset, std::string_view local_id);

// First 16 bytes of HMAC-SHA-256(release key, project, recipient, person), length-prefixed.
StudyId make_study_id(const ReleaseKey& key, const ProjectId& project, std::string_view recipient,
                      ByteView person);

}  // namespace tally
