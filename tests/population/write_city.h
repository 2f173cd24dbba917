// The six data sets of a city in their real layouts, in one folder for each party, with the truth.
#pragma once

#include <cstdint>
#include <string>

#include "common/overwrite.h"
#include "common/result.h"
#include "tests/population/lives.h"

namespace tally::population {

// Writes folder/council_education, council_social_care, health, births, deaths, exclusions: each
// appears whole or not at all. Then writes folder/adoptions.csv and, last, folder/truth.csv. It
// takes four bytes of memory for each child and four for each family.
Status write_city(const Lives& lives, const std::string& folder, Overwrite overwrite);

}  // namespace tally::population
