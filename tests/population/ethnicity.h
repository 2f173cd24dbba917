// Ethnic groups of made-up children, in the codes of the returns; and how much more often the
// records of some groups are wrong, where that is asked for.
#pragma once

#include <cstdint>
#include <string_view>

#include "tests/population/population.h"
#include "tests/population/rates.h"

namespace tally::population {

enum class EthnicGroup : std::uint8_t {
  white_british,
  white_other,
  mixed,
  asian,
  black,
  other,
};
inline constexpr std::size_t kEthnicGroups = 6;

struct Ethnicity {
  EthnicGroup group;
  std::string_view education;  // WBRI: school census, CIN, SSDA903
  char nhs;                    // A to S
};

// By where the parents' names come from: brothers and sisters have the same.
Ethnicity ethnicity_of(const Names& names, const Family& family, Stream& stream);

enum class Errors : std::uint8_t { equal, unequal };

// The rates at which a data set errs about a group: with unequal errors, those of names, dates,
// numbers and postcodes times the group's factor.
DatasetRates rates_for(const DatasetRates& rates, EthnicGroup group, Errors errors);

}  // namespace tally::population
