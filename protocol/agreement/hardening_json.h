// The hardening of filters as a list beside the columns, each entry with the name of its column, in
// the order of the columns: docs/formats/agreement.md.
#pragma once

#include <string>
#include <vector>

#include "common/json.h"
#include "common/result.h"
#include "protocol/agreement/agreement.h"

namespace tally {

Json hardening_to_json(const std::vector<Column>& columns);

// Reads one entry into its column. refused: no such column, a column that is hardened already, or a
// hardening that this software does not know.
Result<Hardening> harden_from_json(const Json& json, const std::string& place,
                                   std::vector<Column>& columns);

}  // namespace tally
