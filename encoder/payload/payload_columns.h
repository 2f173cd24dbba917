// Which columns of a payload name people, as the data set's profile and their names tell. A column
// called otherwise nothing can tell.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "encoder/profiles/profile.h"

namespace tally::encoder {

// Of the columns those that a field comes from, or alternates of it, by which people are known
// (names, date of birth, postcode, house, street, identifiers), or local_id, or that are called
// like one: "Family name" (surname), a text each. Without a profile (null) only the latter.
std::vector<std::string> identifying(const Profile* profile, std::span<const std::string> columns);

// The names in a payload of the columns that exclusion lists may also use for the profile's
// records.
std::vector<std::string> names_excluded_with(const Profile& profile);

// Whether the profile takes local_id from a column of this name.
bool is_local_id(const Profile& profile, const std::string& column);

}  // namespace tally::encoder
