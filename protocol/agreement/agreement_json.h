// An agreement's terms as JSON, and back: members in the format's order and no others.
// docs/formats/agreement.md.
#pragma once

#include "common/json.h"
#include "protocol/agreement/agreement.h"

namespace tally {

Json terms_to_json(const AgreementTerms& terms);
Json encoding_to_json(const Encoding& encoding);

// malformed, with the place: a member missing, unknown, out of order or of the wrong type, a number
// or list out of bounds, a word that the format does not have. Rules between members: check_terms.
Result<AgreementTerms> terms_from_json(const Json& json);

}  // namespace tally
