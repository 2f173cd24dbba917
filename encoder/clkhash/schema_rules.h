// The rules for a linkage schema document, by its version. For schema.cc.
#pragma once

#include "common/json.h"
#include "common/result.h"

namespace tally::encoder::clkhash {

enum class SchemaVersion : std::uint8_t { v1 = 1, v2 = 2, v3 = 3 };

// malformed: no document of a version that is known.
Result<SchemaVersion> version_of(const Json& document);
// The rules of the document's own version. malformed: the place ("features[2].hashing.strategy")
// and the fault there.
Status check_rules(const Json& document);

// The document as version 3, of one that keeps the rules of its version: still to be checked again,
// for conversion overlooks what version 3 does not allow.
Json convert_to_v3(const Json& document);

// A number without a fraction, of whichever kind.
bool is_whole(const Json& value);
// Any number as the nearest double; value is one.
double nearest(const Json& value);

}  // namespace tally::encoder::clkhash
