// Parts that the two extracts of the Office for National Statistics share.
#pragma once

#include <string>
#include <vector>

#include "tests/population/dataset.h"
#include "tests/population/table.h"

namespace tally::population {

// Widths of the layout (MBIS variables, version 6), after which names are cut.
inline constexpr std::size_t kForenameWidth = 20, kSurnameWidth = 50, kExtraWidth = 75,
                             kAddressWidth = 200;

// The first bytes of a value in plain letters.
std::string cut(const std::string& text, std::size_t width);
// Forenames for `count` columns: the first forename, then middle names. The last column has all
// that are left.
std::vector<std::string> forenames_of(const Record& record, std::size_t count);
// House, street and town on one line.
std::string one_line(const Record& record);
// Writes the lines after the rows.
Status write_counts(Table& table);

}  // namespace tally::population
