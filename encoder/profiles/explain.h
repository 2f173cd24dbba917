// A profile in plain words, for those who export the data and those who sign the agreement.
#pragma once

#include <string>

#include "encoder/profiles/profile.h"

namespace tally::encoder {

// Which column becomes what, its tables and how to give them, what it cannot link by.
std::string explain(const Profile& profile);
// The columns, and their files, that a field comes from: "column UPN, or column value of --with
// identifiers=FILE"; "no column" where the profile does not have it.
std::string where_from(const Profile& profile, Field field);
// Names of the profiles that ship, what they read and of which years: a table.
Result<std::string> list_profiles();

}  // namespace tally::encoder
