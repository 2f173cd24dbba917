// An agreement that exactly its parties have signed: what every program works under. The signatures
// are a CMS SignedData over the agreement's bytes, in a file beside it, to which each party adds
// one (docs/formats/agreement.md):
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
  // refused, naming the party: one that has not signed, a signer that is no party, a certificate
  // that was not valid when it signed, an opening certificate that is missing; the agreement has
  // ended (now is after retention.ends). malformed: not signatures of ours.
  static Result<SignedAgreement> load(const std::string& path, Time now);
  // The same over memory.
  static Result<SignedAgreement> check(Agreement agreement, ByteView signatures, Time now);

  const Agreement& agreement() const { return agreement_; }
  // Of a party of the agreement.
  const Certificate& signing(const Party& party) const { return of(party).signing; }
  // What files for the party are sealed to.
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

// Adds the identity's signature to those beside the agreement, or makes the file. Parties may sign
// at the same moment: each in turn. `note` comes when the signature is made and not yet there.
// refused: the identity is no party of the agreement, has signed, or its certificate is not valid
// now; signatures that are there do not verify or are a stranger's; the agreement has ended, its
// secret should be gone, or it lasts too long.
using NoteSigning = std::function<Status(const Agreement&, const Party&)>;
Result<Party> sign_agreement(const std::string& path, const Identity& identity, Time now,
                             const NoteSigning& note = {});

}  // namespace tally
