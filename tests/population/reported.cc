// The facts that were reported to a data set: not always today's, and not always the child's own.
#include <algorithm>
#include <iterator>

#include "tests/population/dates.h"
#include "tests/population/holding.h"
#include "tests/population/letters.h"

namespace tally::population {
namespace {

using std::chrono::days;

constexpr std::uint32_t kChildrenOfCarer = 400;  // children in the city for each carer's home

// The day as of which something is known: the data set's last, or some day in the years before.
Day known_as_of(Day last, Rate out_of_date, int years, Stream& stream) {
  const bool old = stream.chance(out_of_date);
  const std::uint32_t ago = stream.below(static_cast<std::uint32_t>(years * 365));
  return old ? last - days{ago} : last;
}

std::vector<std::string> parts_of(const std::string& surname) {
  const std::size_t link = surname.find_first_of("- ");
  if (link == std::string::npos || link < 3) return {surname};  // "Al-Masri" is one name
  return {surname.substr(0, link), surname.substr(link + 1)};
}

std::string joint_surname_heard(const std::string& surname, const DatasetRates& rates,
                                Stream& stream) {
  const std::vector<std::string> parts = parts_of(surname);
  const bool one = stream.chance(rates.part_of_joint_surname);
  const bool joined = stream.chance(rates.joint_surname_joined);
  const bool turned = stream.chance(rates.joint_surname_turned);
  const std::string& kept = stream.pick(parts);
  if (parts.size() == 1) return surname;
  if (one) return kept;
  if (joined) return parts[0] + parts[1];
  return turned ? parts[1] + "-" + parts[0] : surname;
}

void report_names(const Holding& holding, Record& record) {
  const DatasetRates& rates = holding.dataset.rates;
  const Child& child = holding.child;
  Stream stream = holding.stream(Purpose::reported_names);
  std::string& forename = record.cells[Field::forename];
  std::string& middle = record.cells[Field::middle_names];
  forename = stream.chance(rates.known_as) ? child.known_as : child.forename;
  const Day day =
      known_as_of(holding.as_of, rates.surname_out_of_date, rates.surname_years, stream);
  record.cells[Field::surname] = joint_surname_heard(surname_on(child, day), rates, stream);

  const bool asked = stream.chance(rates.middle_names);
  const bool initial = stream.chance(rates.middle_initial);
  const bool together = stream.chance(rates.middle_with_forename);
  if (!asked || child.middle_names.empty()) return;
  middle = child.middle_names;
  if (initial && is_letter(middle[0])) middle.resize(1);
  if (!together) return;
  forename += " " + middle;
  middle.clear();
}

AddressIndex carers_home(const Population& population, Stream& stream) {
  const std::uint32_t carers = population.people() / kChildrenOfCarer + 1;
  return population.city().home(mix(population.seed(), stream.below(carers), 1));
}

void report_home(const Holding& holding, Record& record) {
  const DatasetRates& rates = holding.dataset.rates;
  const Family& family = holding.family;
  Stream stream = holding.stream(Purpose::reported_home);
  Stream together = holding.family_stream(Purpose::reported_home_of_family);
  const bool apart = stream.chance(kRegisteredApart);
  AddressIndex home = home_on(family, known_as_of(holding.as_of, rates.home_out_of_date,
                                                  rates.home_years, apart ? stream : together));
  const bool other = stream.chance(rates.other_home);
  if (other && family.other_home) home = *family.other_home;
  if (stream.chance(rates.carers_home)) home = carers_home(holding.population, stream);
  record.home = home;
  Address address = holding.population.city().address(home);
  record.cells[Field::house] = std::move(address.house);
  record.cells[Field::street] = std::move(address.street);
  record.cells[Field::town] = std::move(address.town);
  record.cells[Field::postcode] = std::move(address.postcode);
}

// A brother or sister, or the child itself if it has none.
const Child& sibling(const Holding& holding, Stream& stream) {
  const std::vector<Child>& all = holding.family.children;
  const auto own = static_cast<std::size_t>(&holding.child - all.data());
  const auto others = static_cast<std::uint32_t>(all.size());
  return all[(own + (others == 1 ? 0 : 1 + stream.below(others - 1))) % all.size()];
}

void report_numbers(const Holding& holding, Record& record) {
  const DatasetRates& rates = holding.dataset.rates;
  Stream stream = holding.stream(Purpose::reported_numbers);
  const Child& other = sibling(holding, stream);
  std::string& nhs_number = record.cells[Field::nhs_number];
  std::string& upn = record.cells[Field::upn];
  nhs_number = holding.child.nhs_number;
  if (stream.chance(rates.nhs_number_of_sibling)) nhs_number = other.nhs_number;
  if (stream.chance(rates.nhs_number_of_mother)) nhs_number = holding.family.mother.nhs_number;
  upn = holding.child.upn;
  if (stream.chance(rates.upn_of_sibling)) upn = other.upn;
  if (stream.chance(rates.upn_temporary)) upn = holding.child.temporary_upn;
}

}  // namespace

Record reported(const Holding& holding) {
  Record record{{}, holding.child.person, {}, {}};
  report_names(holding, record);
  report_home(holding, record);
  report_numbers(holding, record);
  record.cells[Field::date_of_birth] = iso(holding.child.born);
  record.cells[Field::sex] =
      holding.child.sex == Sex::female ? holding.dataset.hand.female : holding.dataset.hand.male;
  return record;
}

}  // namespace tally::population
