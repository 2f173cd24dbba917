#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/population/city_files.h"
#include "tests/population/dates.h"
#include "tests/population/identifiers.h"
#include "tests/population/lives.h"
#include "tests/population/rates_city.h"

namespace tally::city_test {
namespace {

using namespace population;

constexpr std::uint32_t kPeople = 20'000;

const Lives& lives() {
  static const Lives all(1, kPeople, Errors::equal);
  return all;
}

struct Someone {
  Family family;
  std::vector<Subject> subjects;
};

// Everybody, including people who left the city.
const std::vector<Someone>& everybody() {
  static const std::vector<Someone> all = [] {
    std::vector<Someone> out;
    for (std::uint32_t f = 0; f < lives().population().families(); ++f) {
      const Family family = lives().population().family(FamilyIndex{f});
      for (const Child& child : family.children) {
        out.push_back({family, lives().subjects(family, child.person)});
      }
    }
    return out;
  }();
  return all;
}

std::vector<Subject> held_by(const Lives& of, CitySet set) {
  std::vector<Subject> out;
  for (std::uint32_t f = 0; f < of.population().families(); ++f) {
    const Family family = of.population().family(FamilyIndex{f});
    for (const Child& child : family.children) {
      for (const Subject& subject : of.subjects(family, child.person)) {
        if (of.holds(set, subject)) out.push_back(subject);
      }
    }
  }
  return out;
}

// Whether the share that passes is within four standard errors of the rate.
template <class List, class Test>
void check_share(const List& list, Rate rate, const Test& test) {
  const auto found = static_cast<double>(std::count_if(list.begin(), list.end(), test));
  const auto count = static_cast<double>(list.size());
  const double p = rate.in_10000 / 10000.0;
  CAPTURE(found);
  CAPTURE(count);
  CHECK(std::abs(found / count - p) <= 4 * std::sqrt(p * (1 - p) / count) + 2e-4);
}

TEST_CASE("shares of the city are near its rates") {
  std::vector<Life> residents;
  std::size_t left = 0;
  for (const Someone& someone : everybody()) {
    const Life& life = someone.subjects[0].life;
    if (life.left) ++left;
    if (!life.left) residents.push_back(life);
  }
  CHECK(residents.size() >= kPeople);
  CHECK(residents.size() < kPeople + 10);
  CHECK(left * 10'000 / residents.size() >= kFamiliesLeft.in_10000 - 10);
  check_share(residents, kAdopted, [](const Life& life) { return life.adopted.has_value(); });

  const std::vector<Subject> cases = held_by(lives(), CitySet::social_care);
  const auto in_care = std::count_if(cases.begin(), cases.end(),
                                     [](const Subject& s) { return s.life.care.has_value(); });
  CHECK(cases.size() > kPeople * 7 / 100);
  CHECK(cases.size() < kPeople * 10 / 100);
  CHECK(in_care > kPeople * 9 / 1000);
  CHECK(in_care < kPeople * 15 / 1000);
  std::size_t unborn = 0, known = 0;
  for (std::uint32_t f = 0; f < lives().population().families(); ++f) {
    const Family family = lives().population().family(FamilyIndex{f});
    if (family.known_to_social_care) ++known;
    if (lives().unborn(family)) ++unborn;
  }
  CHECK(unborn > 0);
  CHECK(unborn * 10'000 < known * 2 * kUnborn.in_10000);
  CHECK(held_by(lives(), CitySet::deaths).size() > kPeople / 2000);
  CHECK(held_by(lives(), CitySet::deaths).size() < kPeople / 300);
}

TEST_CASE("data sets lack the right values") {
  struct Case {
    CitySet set;
    Field field;
    Rate rate;
  };
  for (const Case& c : {Case{CitySet::social_care, Field::nhs_number, kCaseRates.no_nhs_number},
                        Case{CitySet::cyps, Field::nhs_number, kPatientRates.no_nhs_number},
                        Case{CitySet::cyps, Field::sex, kPatientRates.no_sex},
                        Case{CitySet::school_census, Field::upn, kCensusRates.no_upn},
                        Case{CitySet::births, Field::nhs_number, kBirthRates.no_nhs_number}}) {
    CAPTURE(static_cast<int>(c.set));
    check_share(held_by(lives(), c.set), c.rate, [&](const Subject& subject) {
      return lives().record(c.set, subject).cells[c.field].empty();
    });
  }
}

TEST_CASE("the numbers of pupils in two schools and of pupils who left follow the rates") {
  const std::vector<Subject> pupils = held_by(lives(), CitySet::school_census);
  check_share(pupils, kTwoSchools,
              [](const Subject& s) { return lives().holds(CitySet::second_school, s); });
  check_share(pupils, kChangedSchool,
              [](const Subject& s) { return lives().left_school(s).has_value(); });
  for (const Subject& subject : held_by(lives(), CitySet::second_school)) {
    const Record first = lives().record(CitySet::school_census, subject);
    CHECK(lives().record(CitySet::second_school, subject).local_id == first.local_id);
  }
}

TEST_CASE("the dead are in births and deaths but in no school") {
  std::size_t registered = 0;
  for (const Subject& subject : held_by(lives(), CitySet::deaths)) {
    CHECK(subject.life.died < kReferenceDay);
    CHECK_FALSE(lives().holds(CitySet::school_census, subject));
    if (lives().holds(CitySet::births, subject)) ++registered;
  }
  CHECK(registered > 0);
}

TEST_CASE("the day of birth of some children who died is not known") {
  std::vector<Subject> dead;
  for (const Someone& someone : everybody()) {
    dead.push_back(someone.subjects[0]);
    dead.back().life.died = kReferenceDay;
  }
  check_share(dead, kDeathRates.birth_day_unknown, [](const Subject& subject) {
    const Record record = lives().record(CitySet::deaths, subject);
    return record.cells[Field::date_of_birth].ends_with("-00");
  });
}

TEST_CASE("births are of all children born here even if they moved away") {
  std::size_t moved_away = 0;
  for (const Someone& someone : everybody()) {
    const Subject& own = someone.subjects[0];
    const bool registered = lives().holds(CitySet::births, own);
    if (registered) REQUIRE(own.life.born_here);
    if (own.life.arrived && *own.life.arrived > own.child().born) REQUIRE_FALSE(registered);
    if (registered && own.life.left) ++moved_away;
  }
  CHECK(moved_away > kPeople / 10);
}

TEST_CASE("an adopted child has two identities with nothing but birth and forename in common") {
  std::size_t adopted = 0;
  for (const Someone& someone : everybody()) {
    if (someone.subjects.size() == 1) continue;
    ++adopted;
    const Subject& after = someone.subjects[0];
    const Subject& before = someone.subjects[1];
    REQUIRE(person_of(before) == person_of(after) + "B");
    REQUIRE(before.child().nhs_number != after.child().nhs_number);
    REQUIRE(before.child().upn != after.child().upn);
    REQUIRE(before.child().born == after.child().born);
    REQUIRE(before.family.mother.nhs_number != after.family.mother.nhs_number);
    REQUIRE_FALSE(lives().holds(CitySet::births, after));
    REQUIRE(lives().holds(CitySet::births, before) == after.life.born_here);
    REQUIRE_FALSE((lives().holds(CitySet::school_census, after) &&
                   lives().holds(CitySet::school_census, before)));
  }
  CHECK(adopted > 30);
}

TEST_CASE("unequal errors fall on some groups and leave others as they were") {
  const Lives unequal(1, kPeople, Errors::unequal);
  std::map<EthnicGroup, int> equal_missing, unequal_missing;
  for (const Subject& subject : held_by(lives(), CitySet::social_care)) {
    const EthnicGroup group = subject.ethnicity.group;
    const auto missing = [&](const Lives& of) {
      return of.record(CitySet::social_care, subject).cells[Field::nhs_number].empty() ? 1 : 0;
    };
    equal_missing[group] += missing(lives());
    unequal_missing[group] += missing(unequal);
  }
  CHECK(unequal_missing[EthnicGroup::white_british] == equal_missing[EthnicGroup::white_british]);
  CHECK(unequal_missing[EthnicGroup::black] * 2 > equal_missing[EthnicGroup::black] * 3);
  CHECK(unequal_missing[EthnicGroup::asian] * 2 > equal_missing[EthnicGroup::asian] * 3);
}

TEST_CASE("ULNs are valid and never NHS numbers") {
  std::set<std::string> seen;
  for (std::uint64_t n = 0; n < 20'000; ++n) {
    const std::string number = uln(1, n);
    REQUIRE(number.size() == 10);
    int sum = 0;
    for (int i = 0; i < 10; ++i) sum += (number[static_cast<std::size_t>(i)] - '0') * (10 - i);
    REQUIRE(sum % 11 == 10);
    REQUIRE_FALSE(is_nhs_number(number));
    REQUIRE(seen.insert(number).second);
  }
}

TEST_CASE("numbers are distinguished from text that only looks like one") {
  CHECK(is_nhs_number("9434765919"));
  CHECK_FALSE(is_nhs_number("9434765918"));
  CHECK_FALSE(is_nhs_number("1111111111"));
  CHECK_FALSE(is_nhs_number("943476591"));
  CHECK(is_upn("H801200001001"));
  CHECK(is_upn("X00180001701A"));
  CHECK_FALSE(is_upn("UN2"));
  CHECK_FALSE(is_upn("8801200001001"));
}

TEST_CASE("dates are written as each system writes them") {
  const Day day{std::chrono::year{2012} / 3 / 5};
  CHECK(iso(day) == "2012-03-05");
  CHECK(compact(day) == "20120305");
  CHECK(with_slashes(day) == "05/03/2012");
  CHECK(of_collect(day) == "2012-Mar-05 00:00:00");
  CHECK(of_database(day) == "2012-03-05 00:00:00");
  CHECK(parse_iso("2012-03-05") == day);
  CHECK_FALSE(parse_iso("2012-02-30"));
  CHECK_FALSE(parse_iso("2012-16-05"));
  CHECK_FALSE(parse_iso("2012-03-00"));
  CHECK(entered("2012-13-05", day, compact) == "20120305");
  CHECK(entered("", day, compact).empty());
  CHECK(whole_years(day, Day{std::chrono::year{2025} / 3 / 4}) == 12);
  CHECK(whole_years(day, Day{std::chrono::year{2025} / 3 / 5}) == 13);
}

TEST_CASE("text in XML is escaped and empty elements close themselves") {
  Xml xml(Xml::Layout::indented);
  xml.open("A").leaf("B", "x < y & z").leaf("C", "").leaf_if("D", "").close();
  CHECK(xml.take() == "<A>\n  <B>x &lt; y &amp; z</B>\n  <C />\n</A>\n");
  CHECK(xml.take().empty());
}

}  // namespace
}  // namespace tally::city_test
