// An agreement as a person reads it before agreeing to it.
#pragma once

#include <string>

#include "common/bytes.h"
#include "protocol/agreement/agreement.h"
#include "protocol/identity/signed_agreement.h"

namespace tally {

// Hexadecimal in groups of four, to read aloud and compare.
std::string in_groups(ByteView bytes);

// Whether any data set supplies the column. Of several that have a field none may tell people
// apart.
bool is_filled(const AgreementTerms& terms, const Column& column);

std::string describe(const Agreement& agreement);
// Each party, when it signed and until when its certificates are valid.
std::string describe_signatures(const SignedAgreement& agreement);

}  // namespace tally
