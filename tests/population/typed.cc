// The errors and gaps of a data set.
#include <array>
#include <utility>

#include "tests/population/holding.h"
#include "tests/population/slips.h"
#include "tests/population/variants.h"

namespace tally::population {
namespace {

constexpr int kNewborn = 90;  // days
constexpr int kSchoolAge = 5;

constexpr std::array<std::string_view, 5> kUnnamed = {"Baby", "Baby", "Baby Boy", "Infant",
                                                      "Twin 1"};
constexpr std::array<std::string_view, 4> kNoName = {"Unknown", "N/K", "Not Known", "XX"};
constexpr std::array<std::string_view, 3> kNoBirth = {"1900-01-01", "1900-01-01", "9999-12-31"};
constexpr std::array<std::string_view, 4> kNoPostcode = {"ZZ99 3WZ", "ZZ99 3VZ", "ZZ99 3WZ",
                                                         "NF1 1NF"};
constexpr std::array<std::string_view, 3> kNoNhsNumber = {"0000000000", "9999999999", "N/K"};
constexpr std::array<std::string_view, 3> kNoUpn = {"UN2", "UN3", "UN5"};

void type_names(const Holding& holding, PerField<std::string>& cells) {
  const DatasetRates& rates = holding.dataset.rates;
  Stream stream = holding.stream(Purpose::typed_names);
  std::string& forename = cells[Field::forename];
  std::string& surname = cells[Field::surname];
  const bool respelt = stream.chance(rates.forename_spelt_otherwise);
  const std::string other = other_spelling(forename, stream);
  if (respelt && !other.empty()) forename = other;
  if (stream.chance(rates.forename_mistyped)) mistype_name(forename, stream);
  if (stream.chance(rates.middle_names_mistyped)) mistype_name(cells[Field::middle_names], stream);
  if (stream.chance(rates.surname_mistyped)) mistype_name(surname, stream);
  if (stream.chance(rates.names_swapped)) std::swap(forename, surname);
  if (stream.chance(rates.name_placeholder)) {
    (stream.below(2) == 0 ? forename : surname) = stream.pick(kNoName);
  }
  if (stream.chance(rates.newborn_unnamed) &&
      (holding.as_of - holding.child.born).count() < kNewborn) {
    forename = stream.pick(kUnnamed);
    cells[Field::middle_names].clear();
    surname = holding.family.mother.surname;
  }
}

void type_birth(const Holding& holding, PerField<std::string>& cells) {
  const DatasetRates& rates = holding.dataset.rates;
  Stream stream = holding.stream(Purpose::typed_birth);
  std::string& date = cells[Field::date_of_birth];
  if (stream.chance(rates.day_month_swapped)) swap_day_and_month(date);
  if (stream.chance(rates.birth_digit_wrong)) mistype_date(date, stream);
  if (stream.chance(rates.birth_first_of_january)) date.replace(5, 5, "01-01");
  if (stream.chance(rates.birth_day_unknown)) date.replace(8, 2, "00");
  if (stream.chance(rates.birth_placeholder)) date = stream.pick(kNoBirth);
  if (stream.chance(rates.no_birth)) date.clear();

  const Hand& hand = holding.dataset.hand;
  std::string& sex = cells[Field::sex];
  if (stream.chance(rates.sex_wrong)) sex = sex == hand.female ? hand.male : hand.female;
  if (stream.chance(rates.no_sex)) sex.clear();
}

void type_home(const Holding& holding, PerField<std::string>& cells) {
  const DatasetRates& rates = holding.dataset.rates;
  Stream stream = holding.stream(Purpose::typed_home);
  if (stream.chance(rates.postcode_mistyped)) mistype_code(cells[Field::postcode], stream);
  if (stream.chance(rates.house_mistyped)) mistype_code(cells[Field::house], stream);
  if (stream.chance(rates.street_mistyped)) mistype_name(cells[Field::street], stream);
  if (stream.chance(rates.postcode_placeholder)) cells[Field::postcode] = stream.pick(kNoPostcode);
  if (stream.chance(rates.no_postcode)) cells[Field::postcode].clear();
  if (stream.chance(rates.no_house)) cells[Field::house].clear();
  if (stream.chance(rates.no_street)) cells[Field::street].clear();
  if (stream.chance(rates.no_town)) cells[Field::town].clear();
}

void type_numbers(const Holding& holding, PerField<std::string>& cells) {
  const DatasetRates& rates = holding.dataset.rates;
  Stream stream = holding.stream(Purpose::typed_numbers);
  std::string& nhs_number = cells[Field::nhs_number];
  std::string& upn = cells[Field::upn];
  if (stream.chance(rates.nhs_number_mistyped)) mistype_digit(nhs_number, stream);
  if (stream.chance(rates.nhs_number_placeholder)) nhs_number = stream.pick(kNoNhsNumber);
  if (stream.chance(rates.no_nhs_number)) nhs_number.clear();
  if (stream.chance(rates.upn_mistyped)) mistype_digit(upn, stream);
  const bool too_young = holding.dataset.reach == Reach::families_known_to_social_care &&
                         age_of(holding.child) < kSchoolAge;
  if (stream.chance(rates.no_upn) || too_young) {
    upn = too_young ? "UN1" : stream.pick(kNoUpn);
    if (!stream.chance(rates.upn_reason)) upn.clear();
  }
}

}  // namespace

void type(const Holding& holding, Record& record) {
  type_names(holding, record.cells);
  type_birth(holding, record.cells);
  type_home(holding, record.cells);
  type_numbers(holding, record.cells);
}

}  // namespace tally::population
