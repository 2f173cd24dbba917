// The three data sets that are made from the population, and a record in them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/fields.h"
#include "tests/population/letters.h"
#include "tests/population/population.h"
#include "tests/population/rates.h"

namespace tally::population {

enum class Reach : std::uint8_t { all_families, families_known_to_social_care };

// How a system writes its records.
struct Hand {
  Case letters;
  std::string_view female, male;
  enum class Postcode : std::uint8_t { spaced, joined, eight_wide } postcode;
  enum class NhsNumber : std::uint8_t { joined, spaced } nhs_number;
};

struct Dataset {
  std::uint8_t number;  // part of what a seed means; do not renumber
  std::string_view name;
  std::string_view id_prefix;
  Reach reach;
  std::vector<Field> fields;
  DatasetRates rates;
  Hand hand;
};

std::span<const Dataset> datasets();

struct Record {
  std::string local_id;
  PersonIndex person;
  PerField<std::string> cells;
  AddressIndex home;  // as reported
};

}  // namespace tally::population
