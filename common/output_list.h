// A folder of outputs has a file that lists its files. Only such a folder is replaced, so no inputs
// or notes are lost.
#pragma once

#include <string>

#include "common/result.h"

namespace tally {

inline constexpr const char* kOutputListName = ".tally-files";

// refused unless the list names everything in the folder. An empty folder passes.
Status require_only_outputs(const std::string& folder);
// Removes the files of a folder of outputs, then the folder. The folder may already be gone.
Status remove_outputs(const std::string& folder);

}  // namespace tally
