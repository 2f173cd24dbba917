// The data sets as canonical CSV files, and the truth about them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/overwrite.h"
#include "common/result.h"
#include "tests/population/population.h"

namespace tally::population {

// Everybody, in the data set's own order, which reveals nothing (Fisher and Yates).
std::vector<PersonIndex> in_random_order(const Population& population, std::uint8_t dataset);

// Writes DIR/school.csv, social.csv, health.csv (with a canonical header and their own order of
// rows) and DIR/truth.csv: file, local_id, person. The folder appears whole or not at all.
Status write_canonical(const Population& population, const std::string& folder,
                       Overwrite overwrite);

}  // namespace tally::population
