// The text after a fact's colon: the places of values, and clauses that say how to read them.
// docs/formats/profile.md.
#pragma once

#include <string_view>
#include <vector>

#include "common/result.h"
#include "encoder/profiles/profile.h"

namespace tally::encoder {

// The parts between separators, without spaces around them. A text without a separator is one part.
std::vector<std::string_view> split_text(std::string_view text, std::string_view separator);

// Whether text can be the name of a column, a table or an element.
bool is_source_name(std::string_view text);

// Adds the named columns to the profile's columns. The profile must already have its tables. Errors
// name the fault, not its place.
Result<std::size_t> add_column(Profile& profile, std::size_t table, std::string_view name);
Result<std::vector<Place>> parse_places(Profile& profile, std::string_view text);

enum class Kind : std::uint8_t { text, date };
// "places; clause; clause".
Result<Mapping> parse_mapping(Profile& profile, std::string_view text, Kind kind);

}  // namespace tally::encoder
