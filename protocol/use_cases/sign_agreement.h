// A party signs an agreement, and its log says so before the signature is there.
#pragma once

#include <optional>
#include <string>

#include "common/result.h"
#include "common/time.h"
#include "protocol/identity/signed_agreement.h"

namespace tally {

struct SignAgreementRequest {
  std::string agreement;  // its file; the signatures are in the file beside it
  std::string identity;   // folder
  std::optional<std::string> passphrase_file;
  Time now;
};

// refused: see sign_agreement in protocol/identity/signed_agreement.h.
Result<SignOutcome> sign_agreement(const SignAgreementRequest& request);

}  // namespace tally
