// Text that is safe to show on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace tally {

// Control characters, as in the name of a file, become "?"; line feeds and tabs stay.
std::string printable(std::string_view text);

}  // namespace tally
