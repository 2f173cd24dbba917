// An agreement in plain words, for people to read before they sign it.
#pragma once

#include <string>

#include "common/bytes.h"
#include "protocol/agreement/agreement.h"
#include "protocol/identity/signed_agreement.h"

namespace tally {

// Hexadecimal in groups of four, to read aloud and compare.
std::string in_groups(ByteView bytes);

// Whether any data set supplies the column. Data sets may have a field of the column and not supply
// it: without a name, an address or another such field, a data set supplies only its linking keys.
bool has_supplier(const AgreementTerms& terms, const Column& column);

std::string describe(const Agreement& agreement);
// Lists each party with the time of its signature and the end of its certificates.
std::string describe_signatures(const SignedAgreement& agreement);

}  // namespace tally
