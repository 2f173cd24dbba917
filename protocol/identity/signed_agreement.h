// An agreement that all its parties, and nobody else, have signed. Every program works under such
// an agreement. The signatures are a CMS SignedData over the agreement's bytes, in a file beside
// it. Each party adds its own (docs/formats/agreement.md):
//
//   agreement.json   agreement.json.p7s
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/agreement.h"
#include "protocol/identity/identity.h"

namespace tally {

inline constexpr const char* kSignatureSuffix = ".p7s";
inline constexpr std::int64_t kLongestAgreement = 3653;  // days from any signature to the end

class SignedAgreement {
 public:
  // refused, with the party's name: a party has not signed; a signer is not a party; a certificate
  // was not valid when it signed; an opening certificate is missing; the agreement has ended (now
  // is after retention.ends). malformed: not signatures of this kind.
  static Result<SignedAgreement> load(const std::string& path, Time now);
  // The same from memory.
  static Result<SignedAgreement> check(Agreement agreement, ByteView signatures, Time now);

  const Agreement& agreement() const { return agreement_; }
  // The certificate that checks the signatures of a party of this agreement.
  const Certificate& signing(const Party& party) const { return of(party).signing; }
  // The certificate for sealing files to the party.
  const Certificate& opening(const Party& party) const { return of(party).opening; }
  Time signed_at(const Party& party) const { return of(party).signed_at; }

 private:
  struct Signature {
    Certificate signing, opening;
    Time signed_at;
  };
  SignedAgreement(Agreement agreement, std::vector<Signature> signatures)
      : agreement_(std::move(agreement)), signatures_(std::move(signatures)) {}
  const Signature& of(const Party& party) const;
  Agreement agreement_;
  std::vector<Signature> signatures_;  // by party
};

struct SignOutcome {
  std::string party;
  Digest fingerprint;  // of the agreement
  bool was_signed;     // by this party, before
};

// Adds the identity's signature to the file of signatures beside the agreement, or creates that
// file. Several parties may sign at the same moment: each waits for its turn. `note` is called
// after the signature is made and before it is written. If the party has already signed with this
// certificate, nothing is noted or written. refused: the identity does not belong to a party, or
// its certificate is not valid now; an existing signature does not verify, or its signer is not a
// party; the agreement has ended, is past the day of its secret, or lasts too long.
using NoteSigning = std::function<Status(const Agreement&, const Party&)>;
Result<SignOutcome> sign_agreement(const std::string& path, const Identity& identity, Time now,
                                   const NoteSigning& note = {});

}  // namespace tally
