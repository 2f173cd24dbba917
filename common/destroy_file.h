// Destroys a file that held a secret.
#pragma once

#include <string>

#include "common/result.h"

namespace tally {

// Overwrites a regular file with zeros, as far as the disk allows this, and removes it.
Status destroy_file(const std::string& path);

}  // namespace tally
