// The rules for a linkage schema document, by its version. For schema.cc.
#pragma once

#include "common/json.h"
#include "common/result.h"

namespace tally::encoder::clkhash {

enum class SchemaVersion : std::uint8_t { v1 = 1, v2 = 2, v3 = 3 };

// malformed: not a document of a known version.
Result<SchemaVersion> version_of(const Json& document);
// The rules of the document's own version. malformed: the place ("features[2].hashing.strategy")
// and the fault there.
Status check_rules(const Json& document);

// Converts a document that follows the rules of its version to version 3. Check the result again:
// conversion does not notice parts that version 3 forbids.
Json convert_to_v3(const Json& document);

// Whether a number of any kind has no fraction.
bool is_whole(const Json& value);
// A number as the nearest double; value must be a number.
double nearest(const Json& value);

}  // namespace tally::encoder::clkhash
