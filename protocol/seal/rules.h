// The agreement's rules for sealed files (docs/formats/sealed.md, section 7). They are the same for
// the party that makes a file and the party that receives it.
#pragma once

#include <string>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/crypto/certificate.h"
#include "protocol/identity/signed_agreement.h"
#include "protocol/seal/manifest.h"

namespace tally {

// Does not check the manifest's digests. refused: a rule is broken; the message says which.
Status check_rules(const SignedAgreement& agreement, const Manifest& manifest,
                   const Certificate& signer, Time now);

// The opening certificates of the manifest's readers. check_rules must have passed: then every
// reader is a party.
std::vector<Certificate> openings_of(const SignedAgreement& agreement, const Manifest& manifest);

// "PATH: message".
inline Error at_path(const std::string& path, Error error) {
  error.message = path + ": " + error.message;
  return error;
}

}  // namespace tally
