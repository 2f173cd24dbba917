// The six data sets of a city in the layouts in which they come, a folder a party, with the truth.
#pragma once

#include <cstdint>
#include <string>

#include "common/overwrite.h"
#include "common/result.h"
#include "tests/population/lives.h"

namespace tally::population {

// folder/council_education, council_social_care, health, births, deaths, exclusions: each appears
// whole or not at all. Then folder/adoptions.csv and, last, folder/truth.csv. Memory: four bytes a
// child and four a family, whatever is written.
Status write_city(const Lives& lives, const std::string& folder, Overwrite overwrite);

}  // namespace tally::population
