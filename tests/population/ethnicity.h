// Ethnic groups of made-up children, in the codes of the returns; and, with unequal errors, how
// much more often the records of some groups are wrong.
#pragma once

#include <cstdint>
#include <string>
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

// Depends on the origin of the parents' names: brothers and sisters have the same group.
Ethnicity ethnicity_of(const Names& names, const Family& family, Stream& stream);

// The code that a school or social care has, or the code for "not stated".
std::string education_code(const Ethnicity& ethnicity, Stream& stream);

enum class Errors : std::uint8_t { equal, unequal };

// A data set's error rates for a group. With unequal errors, the rates of names, dates, numbers and
// postcodes are multiplied by the group's factor.
DatasetRates rates_for(const DatasetRates& rates, EthnicGroup group, Errors errors);

}  // namespace tally::population
