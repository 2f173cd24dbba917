// A folder of outputs lists its files in one of them, so that only such a folder is ever replaced:
// no inputs or notes are lost.
#pragma once

#include <string>

#include "common/result.h"

namespace tally {

inline constexpr const char* kOutputListName = ".tally-files";

// refused unless the folder lists all that it holds. An empty folder holds nothing.
Status require_only_outputs(const std::string& folder);
// Removes the files of a folder of outputs, and the folder; it may not exist any more.
Status remove_outputs(const std::string& folder);

}  // namespace tally
