#include "tests/population/ethnicity.h"

#include <algorithm>
#include <array>

#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using enum EthnicGroup;

constexpr Ethnicity kBritish{white_british, "WBRI", 'A'};
constexpr Ethnicity kIrish{white_other, "WIRI", 'B'};
constexpr Ethnicity kWhiteOther{white_other, "WOTH", 'C'};
constexpr Ethnicity kCaribbean{black, "BCRB", 'M'};
constexpr Ethnicity kAfrican{black, "BAFR", 'N'};
constexpr Ethnicity kWhiteAndCaribbean{mixed, "MWBC", 'D'};
constexpr Ethnicity kWhiteAndAfrican{mixed, "MWBA", 'E'};
constexpr Ethnicity kWhiteAndAsian{mixed, "MWAS", 'F'};
constexpr Ethnicity kMixedOther{mixed, "MOTH", 'G'};
constexpr Ethnicity kIndian{asian, "AIND", 'H'};
constexpr Ethnicity kPakistani{asian, "APKN", 'J'};
constexpr Ethnicity kBangladeshi{asian, "ABAN", 'K'};
constexpr Ethnicity kChinese{other, "CHNE", 'R'};
constexpr Ethnicity kOther{other, "OOTH", 'S'};

Ethnicity of_origin(std::string_view origin, Stream& stream) {
  const bool caribbean = stream.chance(kCaribbeanOfEnglishNames);
  const bool both = stream.chance(kMixedOfEnglishNames);
  const bool irish = stream.chance(kIrishOfIrishNames);
  if (origin == "English") return caribbean ? kCaribbean : both ? kWhiteAndCaribbean : kBritish;
  if (origin == "Irish") return irish ? kIrish : kBritish;
  if (origin == "Pakistani") return kPakistani;
  if (origin == "Bangladeshi") return kBangladeshi;
  if (origin == "Sikh" || origin == "Hindu") return kIndian;
  if (origin == "Somali" || origin == "Nigerian") return kAfrican;
  if (origin == "Chinese") return kChinese;
  if (origin == "Arabic") return kOther;
  return origin == "Scottish" || origin == "Welsh" ? kBritish : kWhiteOther;
}

bool white(EthnicGroup group) {
  return group == white_british || group == white_other;
}

Ethnicity of_both(const Ethnicity& mothers, const Ethnicity& fathers) {
  if (mothers.group == fathers.group) return mothers;
  if (white(mothers.group) && white(fathers.group)) return kWhiteOther;
  if (!white(mothers.group) && !white(fathers.group)) return kMixedOther;
  const EthnicGroup with = white(mothers.group) ? fathers.group : mothers.group;
  if (with == black) return kWhiteAndAfrican;
  return with == asian ? kWhiteAndAsian : with == mixed ? kWhiteAndCaribbean : kMixedOther;
}

// In hundredths. It is published that records of children of Asian, Black and other groups are
// missed more often [HaggerJohnson2015] [Libuy2021]; how much more often their identifiers are
// wrong is judgement.
constexpr std::array<std::uint32_t, kEthnicGroups> kFactor = {100, 150, 130, 180, 180, 200};

constexpr std::array kUnequalRates = {&DatasetRates::home_out_of_date,
                                      &DatasetRates::surname_out_of_date,
                                      &DatasetRates::known_as,
                                      &DatasetRates::middle_with_forename,
                                      &DatasetRates::part_of_joint_surname,
                                      &DatasetRates::joint_surname_joined,
                                      &DatasetRates::joint_surname_turned,
                                      &DatasetRates::forename_spelt_otherwise,
                                      &DatasetRates::forename_mistyped,
                                      &DatasetRates::middle_names_mistyped,
                                      &DatasetRates::surname_mistyped,
                                      &DatasetRates::names_swapped,
                                      &DatasetRates::day_month_swapped,
                                      &DatasetRates::birth_digit_wrong,
                                      &DatasetRates::birth_day_unknown,
                                      &DatasetRates::birth_first_of_january,
                                      &DatasetRates::sex_wrong,
                                      &DatasetRates::postcode_mistyped,
                                      &DatasetRates::newborn_unnamed,
                                      &DatasetRates::name_placeholder,
                                      &DatasetRates::birth_placeholder,
                                      &DatasetRates::postcode_placeholder,
                                      &DatasetRates::no_birth,
                                      &DatasetRates::no_sex,
                                      &DatasetRates::no_postcode,
                                      &DatasetRates::no_nhs_number,
                                      &DatasetRates::nhs_number_mistyped,
                                      &DatasetRates::nhs_number_of_mother,
                                      &DatasetRates::nhs_number_of_sibling,
                                      &DatasetRates::nhs_number_placeholder,
                                      &DatasetRates::upn_mistyped,
                                      &DatasetRates::upn_of_sibling,
                                      &DatasetRates::upn_temporary};

}  // namespace

Ethnicity ethnicity_of(const Names& names, const Family& family, Stream& stream) {
  const Ethnicity mothers = of_origin(names.name_of(family.mothers_origin), stream);
  if (family.fathers_origin == family.mothers_origin) return mothers;
  return of_both(mothers, of_origin(names.name_of(family.fathers_origin), stream));
}

std::string education_code(const Ethnicity& ethnicity, Stream& stream) {
  const bool refused = stream.chance(kEthnicityRefused);
  const bool not_obtained = stream.chance(kEthnicityNotObtained);
  if (refused) return "REFU";
  return not_obtained ? "NOBT" : std::string(ethnicity.education);
}

DatasetRates rates_for(const DatasetRates& rates, EthnicGroup group, Errors errors) {
  DatasetRates scaled = rates;
  if (errors == Errors::equal) return scaled;
  for (Rate DatasetRates::*rate : kUnequalRates) {
    const std::uint32_t times = (scaled.*rate).in_10000 * kFactor[static_cast<std::size_t>(group)];
    (scaled.*rate).in_10000 = std::min(times / 100, 10'000u);
  }
  // A number that is usually missing cannot be missing twice as often, so the UPN is missing
  // instead.
  if (scaled.no_upn.in_10000 < 5000) {
    const std::uint32_t times = scaled.no_upn.in_10000 * kFactor[static_cast<std::size_t>(group)];
    scaled.no_upn.in_10000 = times / 100;
  }
  return scaled;
}

}  // namespace tally::population
