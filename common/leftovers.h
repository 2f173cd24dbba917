// The temporary names of outputs that are not placed yet. Their maker locks them, so that the next
// process can recognise and remove the files that a killed process left.
#pragma once

#include <string>

#include "common/port/file.h"

namespace tally {

// A name in a folder that no other process uses.
std::string hidden_name(const std::string& folder);
// Locks a new output under its hidden name. False if another process removed it as a leftover
// before it was locked: make another.
bool claim(const port::Descriptor& made, const std::string& name);
// Removes the files that killed processes of this user left in a folder under hidden names. Files
// in use stay, and so does everything on a file system without locks.
void remove_leftovers(const std::string& folder);

}  // namespace tally
