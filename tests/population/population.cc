#include "tests/population/population.h"

#include <algorithm>
#include <cassert>

#include "tests/population/dates.h"
#include "tests/population/identifiers.h"
#include "tests/population/rates.h"
#include "tests/population/variants.h"

namespace tally::population {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::uint64_t kMothersNumbers = 40'000'000;  // the first NHS number of a mother
constexpr int kSchoolEntry = 4;                        // years old when a UPN is given out
constexpr int kTwinsSearched = 20;  // names tried to find one with the other twin's initial
constexpr std::uint32_t kOtherHomeRound = 5;  // past the earlier homes of nearly every family

int births_drawn(Stream& stream) {
  const std::uint32_t at = stream.below(10000);
  std::uint32_t below = 0;
  int births = 1;
  for (const Rate rate : {kFamiliesOf1, kFamiliesOf2, kFamiliesOf3, kFamiliesOf4}) {
    below += rate.in_10000;
    if (at < below) return births;
    ++births;
  }
  return kMostBirths;
}

// The number of children of each birth: 1, or 2 for twins.
std::vector<int> births_of(std::uint64_t seed, std::uint32_t family) {
  Stream stream(seed, family, Purpose::births);
  std::vector<int> births(static_cast<std::size_t>(births_drawn(stream)));
  for (int& children : births) children = stream.chance(kTwinBirth) ? 2 : 1;
  return births;
}

// The day of each birth, the earliest first. Births follow one another around the range of days,
// from its end to its start again, so that every age is equally likely.
std::vector<Day> birthdays(std::size_t births, Stream& stream) {
  const Day first_day = years_before(kReferenceDay, kOldest + 1) + days{1};
  const auto range = static_cast<std::uint32_t>((kReferenceDay - first_day).count()) + 1;
  std::uint32_t at = stream.below(range);
  std::vector<Day> out;
  for (std::size_t b = 0; b < births; ++b) {
    out.push_back(first_day + days{at});
    const int gap = std::min(stream.between(kShortestGapDays, kLongestGapDays),
                             stream.between(kShortestGapDays, kLongestGapDays));
    at = (at + static_cast<std::uint32_t>(gap)) % range;
  }
  std::sort(out.begin(), out.end());
  return out;
}

// The surnames of a family's two sides, and the name that its children take.
struct Surnames {
  Names::Origin mothers_origin, fathers_origin;
  FamilyName mothers, fathers, childrens;
};

FamilyName joint(const FamilyName& first, const FamilyName& second, Stream& stream) {
  if (first.girl == second.girl) return first;
  const std::string link = stream.chance(kJointWithoutHyphen) ? " " : "-";
  return {first.girl + link + second.girl, first.boy + link + second.boy};
}

Surnames surnames_of(const Names& names, std::uint64_t seed, std::uint32_t family) {
  Stream origins(seed, family, Purpose::origins);
  Stream stream(seed, family, Purpose::surnames);
  Surnames out;
  out.mothers_origin = names.pick_origin(origins);
  out.fathers_origin =
      origins.chance(kFatherOfOtherOrigin) ? names.pick_origin(origins) : out.mothers_origin;
  out.mothers = names.pick_surname(out.mothers_origin, stream);
  out.fathers = names.pick_surname(out.fathers_origin, stream);
  out.childrens = out.fathers;
  if (stream.chance(kMothersSurname)) {
    out.childrens = out.mothers;
  } else if (stream.chance(kJointSurname)) {
    out.childrens = stream.below(2) == 0 ? joint(out.mothers, out.fathers, stream)
                                         : joint(out.fathers, out.mothers, stream);
  }
  return out;
}

std::vector<Child::Surname> history_of_surname(const Names& names, const Surnames& of_family,
                                               const Child& child, Stream& stream) {
  const bool other = stream.chance(kChildWithOtherSurname);
  const FamilyName from_birth =
      other ? names.pick_surname(of_family.fathers_origin, stream) : of_family.childrens;
  std::vector<Child::Surname> history{{child.born, from_birth.of(child.sex)}};
  if (!stream.chance(kSurnameChanged)) return history;
  const auto lived = static_cast<std::uint32_t>((kReferenceDay - child.born).count());
  const FamilyName stepfathers = names.pick_surname(of_family.mothers_origin, stream);
  const FamilyName choices[] = {of_family.mothers, stepfathers,
                                joint(of_family.childrens, stepfathers, stream)};
  history.push_back(
      {child.born + days{stream.below(lived + 1)}, choices[stream.below(3)].of(child.sex)});
  return history;
}

std::string everyday_name(const Child& child, Stream& stream) {
  const bool shortened = stream.chance(kKnownByShortForm);
  const bool by_middle_name = stream.chance(kKnownByMiddleName);
  const bool respelt = stream.chance(kKnownByOtherSpelling);
  std::string name;
  if (shortened) name = short_form(child.forename, stream);
  if (name.empty() && by_middle_name) name = child.middle_names;
  if (name.empty() && respelt) name = other_spelling(child.forename, stream);
  return name.empty() ? child.forename : name;
}

enum class Birth : std::uint8_t { single, second_twin };

// Gives a child a name that none of its older brothers and sisters has.
void name_child(const Names& names, const Surnames& of_family, Birth birth,
                const std::vector<Child>& older, Child& child, Stream& stream) {
  const Names::Origin origin =
      stream.below(2) == 0 ? of_family.mothers_origin : of_family.fathers_origin;
  const auto taken = [&] {
    return std::any_of(older.begin(), older.end(),
                       [&](const Child& c) { return c.forename == child.forename; });
  };
  const bool same_initial = birth == Birth::second_twin && stream.chance(kTwinsSameInitial);
  int tries = 0;
  do {
    child.forename = names.pick_forename(origin, child.sex, stream);
  } while (taken() || (same_initial && ++tries < kTwinsSearched &&
                       child.forename[0] != older.back().forename[0]));
  if (stream.chance(kMiddleName))
    child.middle_names = names.pick_forename(origin, child.sex, stream);
  if (!child.middle_names.empty() && stream.chance(kSecondMiddleName)) {
    child.middle_names += " " + names.pick_forename(origin, child.sex, stream);
  }
  child.known_as = everyday_name(child, stream);
}

Child make_child(const Names& names, const Surnames& of_family, std::uint64_t seed,
                 std::uint32_t person, Day born, Birth birth, const std::vector<Child>& older) {
  Stream forenames(seed, person, Purpose::forenames);
  Stream history(seed, person, Purpose::history);
  Child child{PersonIndex{person}, Sex{}, born, {}, {}, {}, {}, {}, {}, {}};
  child.sex = forenames.below(2) == 0 ? Sex::female : Sex::male;
  if (birth == Birth::second_twin && forenames.chance(kIdenticalTwins))
    child.sex = older.back().sex;
  name_child(names, of_family, birth, older, child, forenames);
  child.surnames = history_of_surname(names, of_family, child, history);
  if (birth == Birth::second_twin) child.surnames = older.back().surnames;
  // Surnames of one sex may differ between twins, so a twin keeps the brother's name only if it is
  // a brother.
  if (birth == Birth::second_twin && child.sex != older.back().sex) {
    child.surnames = {{born, of_family.childrens.of(child.sex)}};
  }
  const int entry = static_cast<int>(year_month_day{born}.year()) + kSchoolEntry;
  child.nhs_number = nhs_number(seed, person);
  child.upn = upn(seed, person, entry, UpnKind::permanent);
  child.temporary_upn = upn(seed, person, entry, UpnKind::temporary);
  return child;
}

}  // namespace

const std::string& surname_on(const Child& child, Day day) {
  const auto after = std::find_if(child.surnames.begin() + 1, child.surnames.end(),
                                  [&](const Child::Surname& s) { return s.from > day; });
  return (after - 1)->name;
}

AddressIndex home_on(const Family& family, Day day) {
  const auto after = std::find_if(family.residences.begin() + 1, family.residences.end(),
                                  [&](const Family::Residence& r) { return r.from > day; });
  return (after - 1)->home;
}

int age_of(const Child& child) {
  return whole_years(child.born, kReferenceDay);
}

Population::Population(std::uint64_t seed, std::uint32_t people)
    : seed_(seed), people_(people), city_(seed, people) {
  assert(people > 0);
  for (std::uint32_t child = 0, family = 0; child < people; ++family) {
    first_child_.push_back(child);
    for (const int born : births_of(seed, family)) child += static_cast<std::uint32_t>(born);
  }
  first_child_.push_back(people);  // the last family may lose its youngest children
}

FamilyIndex Population::family_of(PersonIndex person) const {
  const auto after = std::upper_bound(first_child_.begin(), first_child_.end(),
                                      static_cast<std::uint32_t>(person));
  return FamilyIndex{static_cast<std::uint32_t>(after - first_child_.begin() - 1)};
}

Family Population::family(FamilyIndex index) const {
  const auto number = static_cast<std::uint32_t>(index);
  const Surnames surnames = surnames_of(names_, seed_, number);
  Family family{index, {}, {}, {}, false, {}, surnames.mothers_origin, surnames.fathers_origin};
  family.mother = {surnames.mothers.girl, nhs_number(seed_, kMothersNumbers + number)};

  Stream births(seed_, number, Purpose::births, 1);
  const std::vector<int> sizes = births_of(seed_, number);
  const std::vector<Day> days_born = birthdays(sizes.size(), births);
  std::uint32_t person = first_child_[number];
  for (std::size_t b = 0; b < sizes.size(); ++b) {
    for (int twin = 0; twin < sizes[b] && person < first_child_[number + 1]; ++twin, ++person) {
      family.children.push_back(make_child(names_, surnames, seed_, person, days_born[b],
                                           twin == 0 ? Birth::single : Birth::second_twin,
                                           family.children));
    }
  }
  settle(family);
  return family;
}

// The homes of the family, numbered from the latest back, so that two families do not live in one
// home now unless the city is full.
void Population::settle(Family& family) const {
  const auto number = static_cast<std::uint32_t>(family.index);
  Stream contacts(seed_, number, Purpose::contacts);
  Stream moves(seed_, number, Purpose::moves);
  family.known_to_social_care = contacts.chance(kKnownToSocialCare);
  const std::uint32_t usual = kMovesEachYear.in_10000;
  const Rate moving{family.known_to_social_care ? 2 * usual : usual};
  std::vector<Day> moved;
  for (Day year = family.children.front().born; year + days{365} <= kReferenceDay;
       year += days{365}) {
    if (moves.chance(moving)) moved.push_back(year + days{moves.below(365)});
  }
  const auto home = [&](std::uint64_t round) { return city_.home(round * families() + number); };
  family.residences.push_back({family.children.front().born - days{365}, home(moved.size())});
  for (std::size_t m = 0; m < moved.size(); ++m) {
    family.residences.push_back({moved[m], home(moved.size() - 1 - m)});
  }
  if (moves.chance(kOtherHome)) family.other_home = home(kOtherHomeRound);
}

}  // namespace tally::population
