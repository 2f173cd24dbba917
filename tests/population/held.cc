// Decides which people each data set holds, and which of their details.
#include <algorithm>

#include "tests/population/dates.h"
#include "tests/population/holding.h"
#include "tests/population/lives.h"
#include "tests/population/rates_city.h"
#include "tests/population/table.h"

namespace tally::population {
namespace {

using std::chrono::days;
using enum CitySet;

constexpr int kYoungestPupil = 4;
constexpr Day kSchoolYear{std::chrono::year{2024} / 9 / 1};

bool is_pupils(CitySet set) {
  return set == school_census || set == second_school || set == former_school;
}

constexpr Hand kUpperHand = {Case::upper, "2", "1", Hand::Postcode::spaced,
                             Hand::NhsNumber::joined};

}  // namespace

// The number and name of each must not change, because they decide what a seed gives.
Dataset dataset_of(CitySet set) {
  const Hand letters = {Case::as_given, "F", "M", Hand::Postcode::spaced, Hand::NhsNumber::joined};
  switch (set) {
    case school_census:
      return {10, "school_census", "", Reach::all_families, {}, kCensusRates, letters};
    case social_care:
      return {11, "cin", "4", Reach::families_known_to_social_care, {}, kCaseRates, letters};
    case cyps:
      return {12, "cyps", "CH", Reach::all_families, {}, kPatientRates, kUpperHand};
    case births:
      return {13, "births", "70000", Reach::all_families, {}, kBirthRates, kUpperHand};
    case deaths:
      return {14, "deaths", "80000", Reach::all_families, {}, kDeathRates, kUpperHand};
    case second_school:
      return {16, "second_school", "", Reach::all_families, {}, kCensusRates, letters};
    case former_school:
      return {17, "former_school", "", Reach::all_families, {}, kCensusRates, letters};
    case notification:
      break;
  }
  return {15, "birth_notification", "", Reach::all_families, {}, kNotificationRates, kUpperHand};
}

const Dataset& Lives::dataset(CitySet set, EthnicGroup group) const {
  return datasets_[static_cast<std::size_t>(set)][static_cast<std::size_t>(group)];
}

Stream Lives::stream(CitySet set, const Subject& subject, Purpose purpose) const {
  return {seed(), subject.number, purpose, dataset(set, subject.ethnicity.group).number};
}

// Whether the school does not know of it yet.
bool Lives::school_has_old_identity(const Subject& subject) const {
  const std::uint32_t child = subject.number % kNumbersBefore;
  Stream stream(seed(), child, Purpose::presence);
  return subject.life.adopted && *subject.life.adopted >= kReferenceDay - days{2 * 365} &&
         age_of(subject.child()) > kYoungestPupil && stream.chance(kSchoolKeepsOldIdentity);
}

// A second school knows a pupil by the same UPN as the first.
bool Lives::has_second_school(const Subject& subject) const {
  Stream stream = this->stream(second_school, subject, Purpose::presence);
  return stream.chance(kTwoSchools) && holds_own(school_census, subject) &&
         !record(school_census, subject).cells[Field::upn].empty();
}

std::optional<Day> Lives::left_school(const Subject& subject) const {
  const Life& life = subject.life;
  Stream stream = this->stream(former_school, subject, Purpose::presence);
  const bool changes = stream.chance(kChangedSchool);
  const auto days_of_term = static_cast<std::uint32_t>((kReferenceDay - kSchoolYear).count());
  const Day day = kSchoolYear + days{stream.below(days_of_term)};
  if (subject.identity != Identity::own || age_of(subject.child()) <= kYoungestPupil) return {};
  if (holds_own(school_census, subject)) return changes ? std::optional(day) : std::nullopt;
  const bool reached = covered({population_, subject.family, subject.child(),
                                dataset(school_census, subject.ethnicity.group)});
  const std::optional<Day> gone = life.died && life.left ? std::min(life.died, life.left)
                                  : life.died            ? life.died
                                                         : life.left;
  return reached && gone && *gone >= kSchoolYear ? gone : std::nullopt;
}

bool Lives::holds_before(CitySet set, const Subject& subject) const {
  const Life& life = subject.life;
  Stream stream = this->stream(set, subject, Purpose::presence);
  switch (set) {
    case school_census:
      return school_has_old_identity(subject);
    case social_care:
      return *life.adopted >= kYearStart;
    case cyps:
      return *life.adopted >= kReferenceDay - days{3 * 365} && stream.chance(kOldPatientRecordKept);
    case births:
      return life.born_here;
    case deaths:
    case second_school:
    case former_school:
      return false;
    case notification:
      break;
  }
  return life.born_here && subject.child().born >= years_before(kReferenceDay, kNotificationYears);
}

bool Lives::holds_own(CitySet set, const Subject& subject) const {
  const Life& life = subject.life;
  const Holding holding{population_, subject.family, subject.child(),
                        dataset(set, subject.ethnicity.group)};
  const bool reached = covered(holding);
  Stream stream = this->stream(set, subject, Purpose::presence);
  const bool still_patient = stream.chance(kPatientAfterLeaving);
  const bool across_border = stream.chance(kSchoolAcrossBorder);
  const bool died_here = life.died && (!life.left || *life.died < *life.left);
  const bool registered = reached && life.born_here && !life.adopted;
  const auto left_since = [&](Day day) { return life.left && *life.left >= day; };
  const auto died_since = [&](Day day) { return died_here && *life.died >= day; };
  switch (set) {
    case school_census:
      return reached && !life.died && !school_has_old_identity(subject) &&
             (!life.left || (left_since(kReferenceDay - days{2 * 365}) && across_border));
    case social_care:
      if (life.died) return reached && died_since(kYearStart);
      return life.care || (reached && (!life.left || left_since(kYearStart)));
    case cyps:
      if (life.died) return reached && died_since(kReferenceDay - days{2 * 365});
      return reached && (!life.left || (left_since(kReferenceDay - days{365}) && still_patient));
    case births:
      return registered;
    case deaths:
      return died_since(years_before(kReferenceDay, kDeathYears)) &&
             (!life.arrived || *life.died >= *life.arrived);
    case second_school:
      return has_second_school(subject);
    case former_school:
      return left_school(subject).has_value();
    case notification:
      break;
  }
  return registered && subject.child().born >= years_before(kReferenceDay, kNotificationYears);
}

bool Lives::holds(CitySet set, const Subject& subject) const {
  return subject.identity == Identity::own ? holds_own(set, subject) : holds_before(set, subject);
}

std::string Lives::row_id(CitySet set, std::uint32_t number) const {
  constexpr unsigned kDigits = 8;
  if (is_pupils(set)) return table_id(seed(), number);
  const Dataset& of = dataset(set, EthnicGroup::white_british);
  const std::uint64_t salt = mix(seed(), of.number, 0);
  const std::string digits = std::to_string(scatter(number, kDigits, salt));
  return std::string(of.id_prefix) + std::string(kDigits - digits.size(), '0') + digits;
}

// The placement of a child in care may have been reported to schools and health services; social
// care keeps the home before it.
Family Lives::family_as_reported(CitySet set, const Subject& subject) const {
  Family family = subject.family;
  const bool everyday = is_pupils(set) || set == cyps;
  if (!everyday || !subject.life.care || subject.life.care->until) return family;
  Stream stream = this->stream(set, subject, Purpose::care);
  if (!stream.chance(kPlacementReported)) return family;
  const Day since = subject.life.care->since;
  auto& homes = family.residences;
  while (homes.size() > 1 && homes.back().from >= since) homes.pop_back();
  homes.push_back({since, subject.life.care->placement});
  return family;
}

Record Lives::record(CitySet set, const Subject& subject) const {
  const bool at_birth = set == births || set == notification;
  const Day as_of = set == deaths          ? *subject.life.died
                    : set == former_school ? *left_school(subject)
                    : at_birth             ? subject.child().born
                                           : kReferenceDay;
  const Family family = family_as_reported(set, subject);
  Record record = record_of({population_, family, family.children[subject.place],
                             dataset(set, subject.ethnicity.group), as_of});
  Stream stream = this->stream(set, subject, Purpose::history);
  const bool january = stream.chance(kFirstOfJanuaryFromAbroad);
  std::string& born = record.cells[Field::date_of_birth];
  const bool unaccompanied = subject.life.care && subject.life.care->unaccompanied;
  if (unaccompanied && set == social_care) born = iso(subject.child().born);
  if (unaccompanied && set != social_care && january && !born.empty()) {
    born.replace(5, 5, "01-01");
  }
  if (is_pupils(set) && set != school_census && holds(school_census, subject)) {
    record.cells[Field::upn] = this->record(school_census, subject).cells[Field::upn];
  }
  if (is_pupils(set)) record.local_id = record.cells[Field::upn];
  if (set == notification) record.local_id = record.cells[Field::nhs_number];
  const std::uint32_t rows = set == former_school ? kFormerSchoolRows : 0;
  if (record.local_id.empty()) record.local_id = row_id(set, subject.number + rows);
  return record;
}

std::string Lives::local_id(CitySet set, const Subject& subject) const {
  const bool numbered = !is_pupils(set) && set != notification;
  return numbered ? row_id(set, subject.number) : record(set, subject).local_id;
}

}  // namespace tally::population
