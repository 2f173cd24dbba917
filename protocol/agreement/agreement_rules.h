// The rules for the terms of every agreement: docs/formats/agreement.md, "Rules".
#pragma once

#include "protocol/agreement/agreement.h"

namespace tally {

// refused: the first broken rule, with its place.
Status check_terms(const AgreementTerms& terms);

}  // namespace tally
