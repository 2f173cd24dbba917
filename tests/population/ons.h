// What the two extracts of the Office for National Statistics have in common.
#pragma once

#include <string>
#include <vector>

#include "tests/population/dataset.h"
#include "tests/population/table.h"

namespace tally::population {

// Widths of the layout (MBIS variables, version 6), after which names are cut.
inline constexpr std::size_t kForenameWidth = 20, kSurnameWidth = 50, kExtraWidth = 75,
                             kAddressWidth = 200;

// The first bytes of plain letters.
std::string cut(const std::string& text, std::size_t width);
// So many forenames, the middle ones after the first, and last what is left of them.
std::vector<std::string> forenames_of(const Record& record, std::size_t count);
// House, street, town.
std::string one_line(const Record& record);
// The lines after the rows.
Status write_counts(Table& table);

}  // namespace tally::population
