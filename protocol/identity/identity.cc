#include "protocol/identity/identity.h"

#include <algorithm>
#include <utility>

#include "common/file_reader.h"
#include "protocol/base/prefixed.h"
#include "protocol/identity/identity_files.h"
#include "protocol/identity/own_key_file.h"

namespace tally {
namespace {

// First 16 bytes of HMAC-SHA-256 over three prefixed parts.
template <class Id>
Id keyed_id(const HmacSha256& mac, ByteView first, ByteView second, ByteView third) {
  Bytes message;
  append_prefixed(message, first);
  append_prefixed(message, second);
  append_prefixed(message, third);
  const Digest digest = mac.of({message});
  Id id;
  std::copy_n(digest.bytes.begin(), Id::kSize, id.bytes.begin());
  return id;
}

std::string_view trim_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Result<PrivateKey> load_key(const std::string& path, const Passphrase& passphrase) {
  constexpr std::size_t kMaxKeyFile = 16 * 1024;
  Bytes file = TRY(read_secret_file(path, kMaxKeyFile));
  const std::string_view pem(reinterpret_cast<const char*>(file.data()), file.size());
  Result<PrivateKey> key = PrivateKey::from_pem(pem, passphrase.bytes(), path);
  wipe(file);
  return key;
}

// The private key of a certificate, from the same folder.
Result<PrivateKey> load_key_of(const Certificate& certificate, const std::string& folder,
                               const IdentityFiles& files, const Passphrase& passphrase) {
  const std::string path = folder + "/" + files.key;
  PrivateKey key = TRY(load_key(path, passphrase));
  if (key.is_of(certificate)) return key;
  return refused(path + ": not the key of the certificate " + files.certificate);
}

}  // namespace

Identity::Identity(std::string folder, PartyCard card, PrivateKey signing_key,
                   PrivateKey opening_key, Passphrase passphrase)
    : folder_(std::move(folder)),
      card_(std::move(card)),
      signing_key_(std::move(signing_key)),
      opening_key_(std::move(opening_key)),
      passphrase_(std::move(passphrase)) {}

Result<Identity> Identity::load(const std::string& folder,
                                const std::optional<std::string>& passphrase_file) {
  PartyCard card = TRY(load_own_card(folder));
  Passphrase passphrase = TRY(Passphrase::load(passphrase_file));
  PrivateKey signing = TRY(load_key_of(card.signing, folder, kSigningFiles, passphrase));
  PrivateKey opening = TRY(load_key_of(card.opening, folder, kOpeningFiles, passphrase));
  return Identity(folder, std::move(card), std::move(signing), std::move(opening),
                  std::move(passphrase));
}

Result<ReferenceKey> Identity::reference_key() const {
  return read_own_key<OwnKeyKind::reference>(folder_, passphrase_.bytes());
}

Result<ReleaseKey> Identity::release_key() const {
  return read_own_key<OwnKeyKind::release>(folder_, passphrase_.bytes());
}

Reference make_reference(const ReferenceKey& key, const ProjectId& project,
                         std::string_view dataset, std::string_view local_id) {
  return keyed_id<Reference>(key.mac(), project.bytes, as_bytes(dataset),
                             as_bytes(trim_spaces(local_id)));
}

StudyId make_study_id(const ReleaseKey& key, const ProjectId& project, std::string_view recipient,
                      ByteView person) {
  return keyed_id<StudyId>(key.mac(), project.bytes, as_bytes(recipient), person);
}

}  // namespace tally
