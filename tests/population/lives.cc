#include "tests/population/lives.h"

#include <algorithm>

#include "tests/population/dates.h"
#include "tests/population/holding.h"
#include "tests/population/identifiers.h"
#include "tests/population/rates_city.h"
#include "tests/population/table.h"

namespace tally::population {
namespace {

using std::chrono::days;

// Numbers of subjects, and first NHS numbers in addition to those of population.cc. Do not change
// them: they decide what a seed gives.
constexpr std::uint32_t kUnbornNumbers = 20'000'000;
constexpr std::uint32_t kMothersNumbers = 30'000'000;
constexpr std::uint64_t kNhsNumbersOfBirthMothers = 65'000'000;

constexpr int kSchoolEntry = 4;
constexpr int kMotherOldest = 40, kMotherYoungest = 18;  // at the first birth
constexpr std::uint32_t kChildrenOfCarer = 400;  // children in the city for each carer's home
constexpr std::uint32_t kChildrenOfHome = 9000;  // ... for each children's home

std::uint32_t days_between(Day from, Day to) {
  return static_cast<std::uint32_t>(std::max<std::int64_t>((to - from).count(), 1));
}

Day some_day(Day from, Day to, Stream& stream) {
  return from + days{stream.below(days_between(from, to))};
}

std::uint32_t with_those_who_left(std::uint32_t people) {
  const std::uint64_t left = std::uint64_t{people} * kFamiliesLeft.in_10000 / 10'000;
  return people + static_cast<std::uint32_t>(left);
}

std::optional<Day> day_of_death(std::uint64_t seed, const Child& child) {
  Stream stream(seed, static_cast<std::uint64_t>(child.person), Purpose::death);
  if (!stream.chance(kDiesInChildhood)) return std::nullopt;
  const bool month = stream.chance(kDiesInFirstMonth);
  const bool year = stream.chance(kDiesInFirstYear);
  const std::uint32_t age = month  ? stream.below(28)
                            : year ? 28 + stream.below(337)
                                   : 365 + stream.below(17 * 365);
  const Day day = child.born + days{age};
  return day < kReferenceDay ? std::optional(day) : std::nullopt;
}

// The days when the family came from another council and when it left for another.
void move_between_councils(std::uint64_t seed, const Family& family, bool lives_here, Life& life) {
  Stream stream(seed, static_cast<std::uint64_t>(family.index), Purpose::councils);
  const Day first = family.children.front().born;
  const bool came = stream.chance(kFamilyArrived);
  const Day day = some_day(first - days{365}, kReferenceDay, stream);
  if (lives_here && came) life.arrived = day;
  if (!lives_here) life.left = std::max(day, first + days{1});
}

std::optional<Day> day_of_adoption(std::uint64_t seed, const Child& child) {
  Stream stream(seed, static_cast<std::uint64_t>(child.person), Purpose::adoption);
  const Day earliest = child.born + days{200};
  if (!stream.chance(kAdopted) || earliest + days{30} > kReferenceDay) return std::nullopt;
  const Day one = some_day(earliest, kReferenceDay - days{1}, stream);
  return std::min(one, some_day(earliest, kReferenceDay - days{1}, stream));
}

bool from_abroad(const Names& names, const Family& family) {
  const std::string_view origin = names.name_of(family.mothers_origin);
  return origin != "English" && origin != "Scottish" && origin != "Irish" && origin != "Welsh";
}

std::optional<Life::Care> care_of(const Population& population, const Family& family,
                                  const Child& child) {
  Stream stream(population.seed(), static_cast<std::uint64_t>(child.person), Purpose::care);
  if (!family.known_to_social_care || !stream.chance(kLookedAfter)) return std::nullopt;
  const int age = age_of(child);
  const bool unaccompanied = stream.chance(kUnaccompanied) && age >= 14 && age <= 17 &&
                             from_abroad(population.names(), family);
  const bool ended = stream.chance(kCareEndedInYear);
  const bool in_home = stream.chance(kChildrensHome);
  const Day start = std::max(child.born, kReferenceDay - days{6 * 365});
  Life::Care care{some_day(start, kReferenceDay, stream), {}, {}, in_home, unaccompanied};
  if (ended) care.until = some_day(std::max(care.since + days{1}, kYearStart), kYearEnd, stream);
  const std::uint32_t places =
      population.people() / (in_home ? kChildrenOfHome : kChildrenOfCarer) + 1;
  const std::uint64_t place = mix(population.seed(), stream.below(places), in_home ? 2 : 1);
  care.placement = population.city().home(place);
  return care;
}

Day fifteenth(Day day) {
  const std::chrono::year_month_day date{day};
  return Day{date.year() / date.month() / 15};
}

}  // namespace

Lives::Lives(std::uint64_t seed, std::uint32_t people, Errors errors)
    : population_(seed, with_those_who_left(people)), residents_(people), datasets_{} {
  for (std::size_t set = 0; set < kCitySets; ++set) {
    for (std::size_t group = 0; group < kEthnicGroups; ++group) {
      Dataset& dataset = datasets_[set][group];
      dataset = dataset_of(static_cast<CitySet>(set));
      dataset.rates = rates_for(dataset.rates, static_cast<EthnicGroup>(group), errors);
    }
  }
}

Life Lives::life_of(const Family& family, const Child& child) const {
  const auto first = static_cast<std::uint32_t>(family.children.front().person);
  const bool lives_here = first < residents_;
  Life life;
  move_between_councils(seed(), family, lives_here, life);
  life.died = day_of_death(seed(), child);
  life.born_here =
      (!life.arrived || child.born >= *life.arrived) && (!life.left || child.born < *life.left);
  if (!life.died && lives_here) life.adopted = day_of_adoption(seed(), child);
  if (!life.died && lives_here && !life.adopted) {
    life.care = care_of(population_, family, child);
  }
  if (life.care && life.care->unaccompanied) life.born_here = false;
  return life;
}

std::vector<Subject> Lives::subjects(const Family& family, PersonIndex person) const {
  const auto number = static_cast<std::uint32_t>(person);
  const auto place = number - static_cast<std::uint32_t>(family.children.front().person);
  Stream stream(seed(), static_cast<std::uint64_t>(family.index), Purpose::ethnicity);
  std::vector<Subject> all;
  all.push_back({Identity::own, number, family, place, life_of(family, family.children[place]),
                 ethnicity_of(population_.names(), family, stream)});
  Subject& own = all.front();
  if (own.life.care && own.life.care->unaccompanied) {
    Child& child = own.family.children[place];
    child.born = fifteenth(child.born);
    own.family.residences = {{child.born, own.life.care->placement}};
  }
  if (own.life.adopted) all.push_back(before_adoption(own));
  return all;
}

// The identity before the adoption: another mother, another name and another number.
Subject Lives::before_adoption(const Subject& subject) const {
  const Child& now = subject.child();
  Stream stream(seed(), subject.number, Purpose::adoption, 1);
  const Names& names = population_.names();
  const Names::Origin origin = names.pick_origin(stream);
  const FamilyName surname = names.pick_surname(origin, stream);
  Child child = now;
  child.person = PersonIndex{kNumbersBefore + subject.number};
  child.surnames = {{now.born, surname.of(now.sex)}};
  child.nhs_number = nhs_number(seed(), kNumbersBefore + subject.number);
  // A UPN of the year before the child's: no other UPN with this number is of that year.
  const int entry = static_cast<int>(std::chrono::year_month_day{now.born}.year()) + kSchoolEntry;
  child.upn = upn(seed(), subject.number, entry - 1, UpnKind::permanent);
  child.temporary_upn = upn(seed(), subject.number, entry - 1, UpnKind::temporary);
  const AddressIndex home = population_.city().home(stream.next());
  const Mother mother{surname.girl, nhs_number(seed(), kNhsNumbersOfBirthMothers + subject.number)};
  Family family{subject.family.index,
                mother,
                {{now.born - days{365}, home}},
                {},
                true,
                {child},
                origin,
                origin};
  return {Identity::before_adoption,
          kNumbersBefore + subject.number,
          std::move(family),
          0,
          subject.life,
          subject.ethnicity};
}

std::optional<Unborn> Lives::unborn(const Family& family) const {
  const auto first = static_cast<std::uint32_t>(family.children.front().person);
  const auto number = static_cast<std::uint32_t>(family.index);
  Stream stream(seed(), number, Purpose::unborn);
  if (first >= residents_ || !family.known_to_social_care || !stream.chance(kUnborn)) return {};
  const Day expected = kReferenceDay + days{stream.below(240)};
  const Day referred = some_day(expected - days{250}, kReferenceDay, stream);
  return Unborn{kUnbornNumbers + number, kMothersNumbers + number, expected,
                std::max(referred, kYearStart)};
}

Parents Lives::draw_parents(const Family& family, std::uint64_t whose) const {
  Stream stream(seed(), whose, Purpose::parents);
  const Names& names = population_.names();
  Parents parents;
  parents.mother_forename = names.pick_forename(family.mothers_origin, Sex::female, stream);
  const bool married_name = stream.below(2) == 0;
  const FamilyName other = names.pick_surname(family.mothers_origin, stream);
  parents.mother_maiden_name = married_name ? other.girl : family.mother.surname;
  parents.father_forename = names.pick_forename(family.fathers_origin, Sex::male, stream);
  parents.father_surname = names.pick_surname(family.fathers_origin, stream).boy;
  const Day first = family.children.front().born;
  parents.mother_born =
      some_day(years_before(first, kMotherOldest), years_before(first, kMotherYoungest), stream);
  parents.father_born = parents.mother_born - days{stream.below(8 * 365)} + days{2 * 365};
  return parents;
}

Parents Lives::parents(const Family& family) const {
  return draw_parents(family, static_cast<std::uint64_t>(family.index));
}

Parents Lives::parents(const Subject& subject) const {
  if (subject.identity == Identity::own) return parents(subject.family);
  return draw_parents(subject.family, subject.number);
}

std::string person_of(const Subject& subject) {
  const bool before = subject.identity == Identity::before_adoption;
  return "P" + std::to_string(subject.number % kNumbersBefore + 1) + (before ? "B" : "");
}

std::string person_of(const Unborn& unborn) {
  return "U" + std::to_string(unborn.number - kUnbornNumbers + 1);
}

std::string_view age_band(Day born) {
  const int age = whole_years(born, kReferenceDay);
  if (age < 1) return "under 1";
  if (age < 5) return "1-4";
  if (age < 11) return "5-10";
  return age < 16 ? "11-15" : "16-18";
}

}  // namespace tally::population
