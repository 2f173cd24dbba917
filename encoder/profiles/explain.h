// A profile in plain words, for people who export the data and people who sign the agreement.
#pragma once

#include <string>

#include "encoder/profiles/profile.h"

namespace tally::encoder {

// Explains which column becomes which field, which tables there are and how to give them, and what
// a profile cannot link by.
std::string explain(const Profile& profile);
// The columns, and their files, that a field comes from: "column UPN, or column value of --with
// identifiers=FILE"; "no column" if the profile does not have it.
std::string where_from(const Profile& profile, Field field);
// A table of the profiles that ship: their names, the exports that they read, and the years.
Result<std::string> list_profiles();

}  // namespace tally::encoder
