// Finds the columns of a payload that identify people, by the data set's profile and by their
// names. A column with another name cannot be found.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "encoder/profiles/profile.h"

namespace tally::encoder {

// The columns that identify people, one text for each, such as "Family name" (surname). The profile
// reads an identifying field (names, date of birth, postcode, house, street, identifiers), its
// alternates or local_id from them, or they have such a field's name.
std::vector<std::string> identifying(const Profile& profile, std::span<const std::string> columns);

// The names, in a payload, of the further columns that exclusion lists may name the profile's
// records by.
std::vector<std::string> names_excluded_with(const Profile& profile);

// Whether the profile takes local_id from a column of this name.
bool is_local_id(const Profile& profile, const std::string& column);

// The profile's local_id in a payload: each column as its place in the payload's header, whose
// names are in lower case; kNotThere if the payload does not have it.
inline constexpr std::size_t kNotThere = SIZE_MAX;
Mapping local_id_in(const Profile& profile, std::span<const std::string> names);
// The local_id in a row of a payload, trimmed; empty if there is none. Held in `out`.
std::string_view read_local_id(const Mapping& local_id, std::span<const std::string_view> cells,
                               std::string& out);
// The first column that the payload does not have although its local_ids may depend on it: the
// profile takes local_id from it before another column of the payload. Nothing: the local_ids of
// the payload are those of the profile, or missing.
std::optional<std::string> missing_for_local_id(const Profile& profile,
                                                std::span<const std::string> names);

}  // namespace tally::encoder
