#include "protocol/use_cases/sign_agreement.h"

#include "protocol/evidence/log_writer.h"
#include "protocol/identity/signed_agreement.h"

namespace tally {

Result<SignOutcome> sign_agreement(const SignAgreementRequest& request) {
  const Identity identity = TRY(Identity::load(request.identity, request.passphrase_file));
  const auto note = [&](const Agreement& agreement, const Party& party) -> Status {
    EvidenceWriter evidence = TRY(EvidenceWriter::open(identity.folder(), agreement, party.name));
    return evidence.append(request.now, events::Signed{.certificate = party.signing});
  };
  return sign_agreement(request.agreement, identity, request.now, note);
}

}  // namespace tally
