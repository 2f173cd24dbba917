// Turns errors of the platform into our own errors.
#pragma once

#include <string>
#include <string_view>
#include <system_error>

#include "common/result.h"

namespace tally {

// "path: cannot write: no space left on device".
Error cannot(std::string_view what, const std::string& path, std::error_code fault);
// The same error if there is a fault, else success.
Status can(std::string_view what, const std::string& path, std::error_code fault);
// The error for a path that leads to something other than a regular file.
Error not_a_file(const std::string& path);
Error already_exists(const std::string& path);

}  // namespace tally
