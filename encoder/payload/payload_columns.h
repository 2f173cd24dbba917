// Finds the columns of a payload that identify people, by the data set's profile and by their
// names. A column with another name cannot be found.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "encoder/profiles/profile.h"

namespace tally::encoder {

// The columns that identify people, one text for each, such as "Family name" (surname). The profile
// reads an identifying field (names, date of birth, postcode, house, street, identifiers), its
// alternates or local_id from them, or they have such a field's name. Without a profile (null),
// only names count.
std::vector<std::string> identifying(const Profile* profile, std::span<const std::string> columns);

// The names, in a payload, of the further columns that exclusion lists may name the profile's
// records by.
std::vector<std::string> names_excluded_with(const Profile& profile);

// Whether the profile takes local_id from a column of this name.
bool is_local_id(const Profile& profile, const std::string& column);

}  // namespace tally::encoder
