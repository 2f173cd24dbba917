// An agreement that exactly its parties have signed: what every program works under. The signatures
// are a CMS SignedData over the agreement's bytes, in a file beside it, to which each party adds
// one (docs/formats/agreement.md):
//
//   agreement.json   agreement.json.p7s
#pragma once

#include <string>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement.h"
#include "protocol/identity.h"

namespace tally {

inline constexpr const char* kSignatureSuffix = ".p7s";

class SignedAgreement {
 public:
  // refused, naming the party: one that has not signed, a signer that is no party, a certificate
  // that was not valid when it signed, an opening certificate that is missing; the agreement has
  // ended (now is after retention.ends).
  static Result<SignedAgreement> load(const std::string& path, Time now);
  // The same over memory.
  static Result<SignedAgreement> check(Agreement agreement, ByteView signatures, Time now);

  const Agreement& agreement() const { return agreement_; }
  const Certificate& opening(const Party& party) const;  // what files for the party are sealed to
  Time signed_at(const Party& party) const;

 private:
  SignedAgreement(Agreement agreement, std::vector<Certificate> openings, std::vector<Time> times)
      : agreement_(std::move(agreement)),
        openings_(std::move(openings)),
        times_(std::move(times)) {}
  Agreement agreement_;
  std::vector<Certificate> openings_;  // by party
  std::vector<Time> times_;            // by party
};

// Adds the identity's signature to those beside the agreement, or makes the file. refused: the
// identity is no party of it, has signed, or its certificate is not valid now; the agreement is
// weaker than the security minimums (they are rules of the format).
Status sign_agreement(const std::string& path, const Identity& identity, Time now);

}  // namespace tally
