#include "tests/population/dataset.h"

namespace tally::population {

std::span<const Dataset> datasets() {
  using enum Field;
  static const std::vector<Dataset> all = {
      {0,
       "school",
       "SCH",
       Reach::all_families,
       {forename, middle_names, surname, date_of_birth, sex, postcode, house, street, town, upn},
       kSchoolRates,
       {Case::as_given, "F", "M", Hand::Postcode::spaced, Hand::NhsNumber::joined}},
      {1,
       "social",
       "SOC",
       Reach::families_known_to_social_care,
       {forename, middle_names, surname, date_of_birth, sex, postcode, house, street, town,
        nhs_number, upn},
       kSocialRates,
       {Case::as_given, "Female", "Male", Hand::Postcode::joined, Hand::NhsNumber::spaced}},
      {2,
       "health",
       "HEA",
       Reach::all_families,
       {forename, middle_names, surname, date_of_birth, sex, postcode, house, street, town,
        nhs_number},
       kHealthRates,
       {Case::upper, "2", "1", Hand::Postcode::eight_wide, Hand::NhsNumber::joined}},
  };
  return all;
}

}  // namespace tally::population
