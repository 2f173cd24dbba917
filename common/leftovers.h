// The names of outputs that are not in their place yet. Their maker locks them, so that the next
// process can tell and remove what a killed one left.
#pragma once

#include <string>

#include "common/port/file.h"

namespace tally {

// A name in a folder that nobody else uses.
std::string hidden_name(const std::string& folder);
// Locks what was made under a hidden name. False: it was removed as a leftover before it was
// locked, so another must be made.
bool claim(const port::Descriptor& made, const std::string& name);
// Removes what killed processes of this user left in a folder under hidden names. What is in use
// stays, and so does everything on a file system without locks.
void remove_leftovers(const std::string& folder);

}  // namespace tally
