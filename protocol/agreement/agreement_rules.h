// The rules that an agreement's terms keep, whoever made them: docs/formats/agreement.md, "Rules".
#pragma once

#include "protocol/agreement/agreement.h"

namespace tally {

// refused: the first rule broken, with its place.
Status check_terms(const AgreementTerms& terms);

}  // namespace tally
