// Destroys a file that held a secret.
#pragma once

#include <string>

#include "common/result.h"

namespace tally {

// Overwrites a regular file with zeros, as far as the disk allows this, and removes it.
Status destroy_file(const std::string& path);

// Whether the file holds only zeros, at least one: destroy_file was stopped before it removed it.
Result<bool> is_wiped(const std::string& path);

}  // namespace tally
