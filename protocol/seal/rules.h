// What the agreement allows to be sealed (docs/formats/sealed.md, section 7): the same rules for
// whoever makes a file and whoever receives it.
#pragma once

#include <string>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/crypto/certificate.h"
#include "protocol/identity/signed_agreement.h"
#include "protocol/seal/manifest.h"

namespace tally {

// The manifest's digests are not looked at. refused, with the check.
Status check_rules(const SignedAgreement& agreement, const Manifest& manifest,
                   const Certificate& signer, Time now);

// The opening certificates of its readers, who are parties: check_rules has said so.
std::vector<Certificate> openings_of(const SignedAgreement& agreement, const Manifest& manifest);

// "PATH: message".
inline Error at_path(const std::string& path, Error error) {
  error.message = path + ": " + error.message;
  return error;
}

}  // namespace tally
