// A table for the terminal: columns as wide as they must be, the first ones to the left, figures to
// the right.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tally::linker {

// Every row has as many cells as the first, which is the header, or one: a line as wide as it is.
// names: columns set to the left.
std::string print_table(const std::vector<std::vector<std::string>>& rows, std::size_t names);

}  // namespace tally::linker
