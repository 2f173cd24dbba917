// A table for the terminal. Columns are as wide as their content. The first columns are set to the
// left, figures to the right.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tally::linker {

// The first row is the header. Every other row has as many cells, or one cell of any width. names:
// columns set to the left.
std::string print_table(const std::vector<std::vector<std::string>>& rows, std::size_t names);

}  // namespace tally::linker
