#include "tests/population/case_file.h"

#include <algorithm>
#include <array>

#include "tests/population/city_files.h"
#include "tests/population/dates.h"
#include "tests/population/identifiers.h"
#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using std::chrono::days;
using enum CitySet;

constexpr int kSchoolAge = 5;

void set_numbers(const Lives& lives, const Subject& subject, const Record& record, Stream& stream,
                 CaseFile& file) {
  const std::string& upn = record.cells[Field::upn];
  const int age = age_of(subject.child());
  const bool had_another = stream.chance(kFormerUpn) && subject.life.arrived;
  if (is_upn(upn)) {
    file.upn = upn;
  } else {
    file.no_upn = upn.empty() && age < kSchoolAge ? "UN1" : upn;
  }
  if (file.care && file.care->unaccompanied) {
    file.upn.clear();
    file.no_upn = "UN2";
  }
  if (had_another && !file.upn.empty() && subject.identity == Identity::own) {
    const auto born = std::chrono::year_month_day{subject.child().born};
    file.former_upn = population::upn(lives.seed(), subject.number,
                                      static_cast<int>(born.year()) + 5, UpnKind::permanent);
  }
  file.nhs_number = record.cells[Field::nhs_number];
}

void set_case(const Subject& subject, Stream& stream, CaseFile& file) {
  static constexpr std::array<std::string_view, 4> kReasons = {"RC7", "RC7", "RC8", "RC9"};
  const Life& life = subject.life;
  const bool closed = stream.chance(kCaseClosedInYear);
  const std::uint32_t open_days = stream.below(2 * 365);
  const std::string reason{stream.pick(kReasons)};
  file.protection_plan = stream.chance(kProtectionPlan);
  file.referred = std::max(kReferenceDay - days{open_days}, subject.child().born);
  if (subject.identity == Identity::before_adoption) {
    file.closed = *life.adopted;
    file.reason_closed = "RC1";
  } else if (life.died) {
    file.closed = *life.died;
    file.reason_closed = "RC2";
  } else if (life.left) {
    file.closed = *life.left;
    file.reason_closed = "RC5";
  } else if (closed && !file.care) {
    file.closed = std::max(kYearStart, file.referred) + days{stream.below(280)};
    file.reason_closed = reason;
  }
  if (file.care) file.referred = std::min(file.referred, file.care->since);
  if (file.closed) {
    file.closed = std::clamp(*file.closed, kYearStart, kYearEnd);
    file.referred = std::min(file.referred, *file.closed);
  }
}

// An adopted child was in care until the adoption, placed with the family that adopted it.
void set_care(const Subject& subject, Stream& stream, CaseFile& file) {
  file.care = subject.life.care;
  if (subject.identity == Identity::own) return;
  const Day adopted = *subject.life.adopted;
  const Day from = std::max(subject.child().born, adopted - days{1 + stream.below(700)});
  file.care = Life::Care{from, adopted, {}, false, false};
  file.adopted = true;
}

void set_homes(const Lives& lives, const Subject& subject, const Record& record, Stream& stream,
               CaseFile& file) {
  const City& city = lives.population().city();
  const auto& cells = record.cells;
  const bool no_home_postcode = stream.chance(kNoHomePostcode);
  const bool from_abroad = file.care && file.care->unaccompanied;
  if (file.care && !file.adopted) {
    const Address placement = city.address(file.care->placement);
    file.placement_postcode = placement.postcode;
    file.homes.push_back({file.care->since, file.care->until, placement, true});
  }
  if (from_abroad) return;
  const Day reported_until = file.care ? file.care->since : kReferenceDay;
  std::optional<Day> until;
  if (file.care) until = reported_until;
  const auto& residences = subject.family.residences;
  for (auto home = residences.rbegin(); home != residences.rend(); ++home) {
    const bool is_reported = home->home == record.home;
    const bool known = stream.chance(kEarlierHomeKnown) && home->from <= reported_until;
    if (!is_reported && !known) continue;
    const Address address = is_reported ? Address{cells[Field::house], cells[Field::street],
                                                  cells[Field::town], cells[Field::postcode]}
                                        : city.address(home->home);
    file.homes.push_back({home->from, until, address, false});
    until = home->from;
  }
  const Day then = file.care ? file.care->since : kReferenceDay;
  if (!no_home_postcode) {
    file.home_postcode = city.address(home_on(subject.family, then)).postcode;
  }
}

}  // namespace

CaseFile case_file(const Lives& lives, const Subject& subject) {
  const Record record = lives.record(social_care, subject);
  Stream stream = lives.stream(social_care, subject, Purpose::layout);
  CaseFile file;
  file.id = record.local_id;
  file.forename = record.cells[Field::forename];
  file.surname = record.cells[Field::surname];
  const std::string& born = record.cells[Field::date_of_birth];
  file.sex = record.cells[Field::sex].empty() ? "U" : record.cells[Field::sex];
  file.ethnicity = education_code(subject.ethnicity, stream);
  file.died = subject.life.died;
  set_care(subject, stream, file);
  // Every looked-after child has one: the return on children in care cannot express its absence.
  if (!born.empty() || file.care) file.born = parse_iso(born).value_or(subject.child().born);
  set_numbers(lives, subject, record, stream, file);
  set_case(subject, stream, file);
  set_homes(lives, subject, record, stream, file);
  const bool mother = stream.chance(kYoungMother) && age_of(subject.child()) >= 15;
  const Day first_born = kReferenceDay - days{stream.below(400)};
  if (mother && subject.child().sex == Sex::female) file.child_born = with_slashes(first_born);
  return file;
}

CaseFile case_file(const Lives& lives, const Family& family, const Unborn& unborn) {
  Stream stream(lives.seed(), unborn.number, Purpose::layout);
  CaseFile file;
  file.id = lives.row_id(social_care, unborn.number);
  file.forename = "Unborn";
  file.surname = family.mother.surname;
  if (stream.chance(kUnbornWithMothersNumber)) file.nhs_number = family.mother.nhs_number;
  file.expected = unborn.expected;
  file.sex = "U";
  file.ethnicity = "NOBT";
  file.referred = unborn.referred;
  const Address home = lives.population().city().address(home_on(family, kReferenceDay));
  file.homes.push_back({unborn.referred, {}, home, false});
  return file;
}

}  // namespace tally::population
