#include "protocol/identity/signed_agreement.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "common/atomic_file.h"
#include "common/file_lock.h"
#include "common/file_reader.h"
#include "common/join.h"
#include "common/paths.h"
#include "protocol/base/kept_files.h"
#include "protocol/crypto/cms.h"

namespace tally {
namespace {

Error refused_party(const Party& party, const std::string& why, std::string hint = {}) {
  return refused("party \"" + party.name + "\" " + why, std::move(hint));
}

template <class T>
Result<T> named(const std::string& path, Result<T> result) {
  if (result) return result;
  const Error& error = result.error();
  return Error{error.code, path + ": " + error.message, error.hint};
}

// The rules about time that each signature must keep.
Status check_term(const Retention& retention, Time now, const Party& party) {
  if (now > retention.ends) return refused_party(party, "signs after the agreement has ended");
  if (now > retention.secret_destroyed) {
    return refused_party(party, "signs after the day by which the secret must be destroyed");
  }
  if (retention.ends > days_after(now, kLongestAgreement)) {
    return refused_party(party, "signs an agreement that ends more than ten years later");
  }
  return {};
}

// The party that made this signature.
Result<const Party*> check_signer(const Agreement& agreement, const CmsSigner& signer) {
  const Party* party = agreement.signer(signer.certificate.digest());
  if (party == nullptr) {
    return refused(
        "signed with a certificate that the agreement does not name",
        "somebody who is not a party signed, or a party used a certificate that was not agreed");
  }
  if (!signer.certificate.valid_at(signer.signed_at)) {
    return refused_party(*party, "signed with a certificate that was not valid at that time");
  }
  TRY(check_term(agreement.terms().retention, signer.signed_at, *party));
  return party;
}

Status check_signers(const Agreement& agreement, const CmsSigned& signatures) {
  std::vector<const Party*> seen;
  for (const CmsSigner& signer : signatures.signers) {
    const Party* party = TRY(check_signer(agreement, signer));
    if (std::ranges::count(seen, party) > 0) return refused_party(*party, "signed twice");
    seen.push_back(party);
  }
  return {};
}

const CmsSigner* signer_of(const CmsSigned& signatures, const Party& party) {
  const auto found = std::ranges::find_if(signatures.signers, [&](const CmsSigner& signer) {
    return signer.certificate.digest() == party.signing;
  });
  return found == signatures.signers.end() ? nullptr : &*found;
}

const Certificate* opening_of(const CmsSigned& signatures, const Party& party) {
  const auto found = std::ranges::find(signatures.certificates, party.opening,
                                       [](const Certificate& c) { return c.digest(); });
  return found == signatures.certificates.end() ? nullptr : &*found;
}

Result<const Party*> party_of(const Agreement& agreement, const PartyCard& card) {
  const Party* party = agreement.signer(card.signing.digest());
  if (party == nullptr) {
    return refused("this identity does not belong to any party in the agreement",
                   "the agreement names each party's certificates, and this identity has others");
  }
  if (party->opening != card.opening.digest()) {
    return refused_party(*party,
                         "has a different opening certificate from the one in the agreement");
  }
  return party;
}

Result<CmsSigned> verify_signatures(ByteView signatures, const Agreement& agreement) {
  Result<CmsSigned> verified = cms_verify(signatures, as_bytes(agreement.text()));
  if (verified || verified.error().code != Errc::refused) return verified;
  return refused(verified.error().message,
                 "the agreement was changed after it was signed, or these are the signatures of "
                 "another agreement: ask the party that sent them for both files again");
}

// The signatures, with one added; nothing if the party has already signed.
Result<std::optional<Bytes>> add_signature(const std::optional<std::string>& there,
                                           const Agreement& agreement, const Party& party,
                                           const Identity& identity, Time now) {
  using Added = std::optional<Bytes>;
  const ByteView text = as_bytes(agreement.text());
  const std::vector<Certificate> further = {identity.card().opening};
  if (!there) return Added(cms_sign(text, CmsContent::detached, identity.signing(), now, further));
  const CmsSigned signatures = TRY(verify_signatures(as_bytes(*there), agreement));
  TRY(check_signers(agreement, signatures));
  if (signer_of(signatures, party) != nullptr) return Added();
  return Added(TRY(cms_add_signer(as_bytes(*there), text, identity.signing(), now, further)));
}

Status check_all_signed(const Agreement& agreement, const CmsSigned& signatures) {
  std::vector<std::string> missing;
  for (const Party& party : agreement.terms().parties) {
    if (signer_of(signatures, party) == nullptr) missing.push_back(party.name);
  }
  if (missing.empty()) return {};
  if (missing.size() == 1) return refused("party \"" + missing[0] + "\" has not signed");
  return refused("these parties have not signed: " + join(missing));
}

}  // namespace

const SignedAgreement::Signature& SignedAgreement::of(const Party& party) const {
  const std::vector<Party>& parties = agreement_.terms().parties;
  const auto found = std::ranges::find(parties, party.name, &Party::name);
  assert(found != parties.end());
  return signatures_[static_cast<std::size_t>(found - parties.begin())];
}

Result<SignedAgreement> SignedAgreement::check(Agreement agreement, ByteView signatures, Time now) {
  const CmsSigned there = TRY(verify_signatures(signatures, agreement));
  TRY(check_signers(agreement, there));
  TRY(check_all_signed(agreement, there));
  std::vector<Signature> by_party;
  for (const Party& party : agreement.terms().parties) {
    const CmsSigner* signer = signer_of(there, party);
    const Certificate* opening = opening_of(there, party);
    if (opening == nullptr) {
      return refused_party(party, "has no opening certificate among the signatures",
                           "agreement sign adds it together with the party's signature");
    }
    by_party.push_back({signer->certificate, *opening, signer->signed_at});
  }
  if (now > agreement.terms().retention.ends) {
    return refused("the agreement ended on " + print_date(agreement.terms().retention.ends));
  }
  return SignedAgreement(std::move(agreement), std::move(by_party));
}

Result<SignedAgreement> SignedAgreement::load(const std::string& path, Time now) {
  Agreement agreement = TRY(Agreement::load(path));
  const std::string beside = path + kSignatureSuffix;
  if (!file_exists(beside)) {
    return refused(path + ": nobody has signed it",
                   "signatures are in " + beside + "; tally-protocol agreement sign adds one");
  }
  const std::string signatures = TRY(read_file(beside, kMaxCms));
  return named(beside, check(std::move(agreement), as_bytes(signatures), now));
}

Result<SignOutcome> sign_agreement(const std::string& path, const Identity& identity, Time now,
                                   const NoteSigning& note) {
  const Agreement agreement = TRY(Agreement::load(path));
  const Party* party = TRY(party_of(agreement, identity.card()));
  if (!identity.card().signing.valid_at(now)) {
    return refused_party(*party, "has a signing certificate that is not valid now");
  }
  TRY(check_term(agreement.terms().retention, now, *party));
  const std::string beside = path + kSignatureSuffix;
  // The lock is on the agreement, because each signer replaces the file of signatures.
  const FileLock turn = TRY(FileLock::take(path));
  std::optional<std::string> there;
  if (file_exists(beside)) there = TRY(read_file(beside, kMaxCms));
  const std::optional<Bytes> signatures =
      TRY(named(beside, add_signature(there, agreement, *party, identity, now)));
  if (!signatures) return SignOutcome{party->name, agreement.fingerprint(), true};
  AtomicFile file = TRY(AtomicFile::open(beside, kForce, Access::everyone));
  TRY(file.write(*signatures));
  if (note) TRY(note(agreement, *party));
  TRY(file.commit());
  return SignOutcome{party->name, agreement.fingerprint(), false};
}

}  // namespace tally
