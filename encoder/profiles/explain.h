// A profile in plain words, for those who export the data and those who sign the agreement.
#pragma once

#include <string>

#include "encoder/profiles/profile.h"

namespace tally::encoder {

// Which column becomes what, its tables and how to give them, what it cannot link by.
std::string explain(const Profile& profile);
// Names of the profiles that ship, their years and titles: a table.
Result<std::string> list_profiles();

}  // namespace tally::encoder
