// The names of outputs that are not in their place yet. Their maker locks them, so that the next
// process can recognise and remove the files that a killed one left.
#pragma once

#include <string>

#include "common/port/file.h"

namespace tally {

// A name in a folder that no other process uses.
std::string hidden_name(const std::string& folder);
// Locks what was made under a hidden name. False: it was removed as a leftover before it was
// locked, so another must be made.
bool claim(const port::Descriptor& made, const std::string& name);
// Removes the files that killed processes of this user left in a folder under hidden names. Files
// in use stay, and so does everything on a file system without locks.
void remove_leftovers(const std::string& folder);

}  // namespace tally
