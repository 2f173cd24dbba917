// Writes a text that everybody may read, whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "common/overwrite.h"
#include "common/result.h"

namespace tally {

Status write_document(const std::string& path, std::string_view text, Overwrite overwrite);

}  // namespace tally
