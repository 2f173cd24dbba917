#include "tests/population/population.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "common/bytes.h"
#include "common/file_reader.h"
#include "common/overwrite.h"
#include "tests/population/holding.h"
#include "tests/population/identifiers.h"
#include "tests/population/rates.h"
#include "tests/population/slips.h"
#include "tests/population/write.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::population_test {
namespace {

using namespace population;

constexpr std::uint32_t kPeople = 20'000;

const Population& city() {
  static const Population population(1, kPeople);
  return population;
}

const std::vector<Child>& children() {
  static const std::vector<Child> all = [] {
    std::vector<Child> out;
    for (std::uint32_t f = 0; out.size() < kPeople; ++f) {
      for (Child& child : city().family(FamilyIndex{f}).children) out.push_back(std::move(child));
    }
    return out;
  }();
  return all;
}

std::vector<Record> records(const Dataset& dataset) {
  std::vector<Record> out;
  for (std::uint32_t i = 0; i < kPeople; ++i) {
    if (auto record = hold(city(), dataset, PersonIndex{i})) out.push_back(std::move(*record));
  }
  return out;
}

template <class List, class Test>
int in_10000(const List& list, const Test& test) {
  const auto count = std::count_if(list.begin(), list.end(), test);
  return static_cast<int>(count * 10000 / static_cast<std::ptrdiff_t>(list.size()));
}

// Whether the share is within four standard errors of the rate.
void check_rate(std::size_t cases, Rate rate, int found) {
  const double p = rate.in_10000 / 10000.0;
  CHECK(std::abs(found / 10000.0 - p) <=
        4 * std::sqrt(p * (1 - p) / static_cast<double>(cases)) + 2e-4);
}

// SHA-256 of all the files of a city of a hundred families or so.
std::string digest_of_city(std::uint64_t seed) {
  const TemporaryFolder folder;
  const std::string out = folder / "city";
  REQUIRE(write_canonical(Population(seed, 200), out, Overwrite::no));
  Sha256 digest;
  for (const std::string name : {"school", "social", "health", "truth"}) {
    const auto text = read_file(out + "/" + name + ".csv", 1 << 20);
    REQUIRE(text);
    digest.update(as_bytes(text.value()));
  }
  return to_hex(digest.finish().bytes);
}

TEST_CASE("a seed gives the same bytes on every machine") {
  CHECK(digest_of_city(1) == "9976c92d46ea125956aad064bf610124a5d113e933d3641a983765054f49d375");
}

TEST_CASE("another seed gives another city") {
  CHECK(digest_of_city(1) != digest_of_city(2));
}

TEST_CASE("a city of one child has one child") {
  const Population one(7, 1);
  CHECK(one.family_of(PersonIndex{0}) == FamilyIndex{0});
  CHECK(one.family(FamilyIndex{0}).children.size() == 1);
}

TEST_CASE("NHS numbers are valid and everybody has a different one") {
  std::set<std::string> seen;
  for (const Child& child : children()) {
    const std::string& n = child.nhs_number;
    REQUIRE(n.size() == 10);
    int sum = 0;
    for (int i = 0; i < 10; ++i) sum += (n[static_cast<std::size_t>(i)] - '0') * (10 - i);
    REQUIRE(sum % 11 == 0);
    REQUIRE(n[0] == '5');
    REQUIRE(seen.insert(n).second);
  }
  for (std::uint32_t f = 0; f < 5000; ++f) {
    REQUIRE(seen.insert(city().family(FamilyIndex{f}).mother.nhs_number).second);
  }
}

TEST_CASE("UPNs are valid and everybody has a different one") {
  const std::string letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
  std::set<std::string> seen;
  for (const Child& child : children()) {
    for (const std::string& upn : {child.upn, child.temporary_upn}) {
      REQUIRE(upn.size() == 13);
      std::size_t sum = 0;
      for (std::size_t i = 1; i < 13; ++i) {
        sum += (i + 1) *
               (is_digit(upn[i]) ? static_cast<std::size_t>(upn[i] - '0') : letters.find(upn[i]));
      }
      REQUIRE(upn[0] == letters[sum % 23]);
      REQUIRE(seen.insert(upn).second);
    }
  }
}

TEST_CASE("known check digits come out") {
  CHECK(nhs_check_digit("943476591") == '9');
  CHECK_FALSE(nhs_check_digit("400000008"));
  CHECK(upn_check_letter("801200001001") == 'H');
  CHECK(upn_check_letter("00180001701A") == 'X');
}

TEST_CASE("scattering is one to one") {
  std::set<std::uint64_t> seen;
  for (std::uint64_t i = 0; i < 10'000; ++i) seen.insert(scatter(i, 4, 5));
  CHECK(seen.size() == 10'000);
  CHECK(*seen.rbegin() == 9'999);
}

TEST_CASE("children are of the ages that count and brothers and sisters differ") {
  for (std::uint32_t f = 0; f < 5000; ++f) {
    const Family family = city().family(FamilyIndex{f});
    for (std::size_t i = 0; i < family.children.size(); ++i) {
      const Child& child = family.children[i];
      REQUIRE(age_of(child) >= 0);
      REQUIRE(age_of(child) <= kOldest);
      if (i == 0) continue;
      const Child& older = family.children[i - 1];
      REQUIRE(child.forename != older.forename);
      const auto gap = (child.born - older.born).count();
      REQUIRE((gap == 0 || gap >= kShortestGapDays));
    }
  }
}

TEST_CASE("a child is the same at every request") {
  for (const std::uint32_t i : {0u, 7u, 19'999u}) {
    const Family family = city().family(city().family_of(PersonIndex{i}));
    const std::size_t place = i - static_cast<std::uint32_t>(family.children[0].person);
    CHECK(family.children[place].person == PersonIndex{i});
    CHECK(family.children[place].forename == children()[i].forename);
  }
}

TEST_CASE("no two families live in one home now") {
  std::set<AddressIndex> homes;
  for (std::uint32_t f = 0; f < 5000; ++f) {
    REQUIRE(homes.insert(home_on(city().family(FamilyIndex{f}), kReferenceDay)).second);
  }
}

TEST_CASE("the population has the rates it is given") {
  int births = 0, twins = 0;
  for (std::size_t i = 0; i < children().size(); ++i) {
    const bool second = i > 0 && children()[i].born == children()[i - 1].born &&
                        city().family_of(PersonIndex{static_cast<std::uint32_t>(i)}) ==
                            city().family_of(PersonIndex{static_cast<std::uint32_t>(i - 1)});
    ++(second ? twins : births);
  }
  check_rate(static_cast<std::size_t>(births), kTwinBirth, twins * 10000 / births);
  check_rate(children().size(), kMiddleName,
             in_10000(children(), [](const Child& c) { return !c.middle_names.empty(); }));
}

TEST_CASE("data sets hold the right people and lack the right values") {
  std::map<std::string, std::vector<Record>> held;
  for (const Dataset& dataset : datasets()) held[std::string(dataset.name)] = records(dataset);
  const auto age = [](const Record& r) {
    return age_of(children()[static_cast<std::size_t>(r.person)]);
  };
  for (const Record& record : held["school"]) REQUIRE(age(record) >= 4);
  CHECK(held["health"].size() > kPeople * 94 / 100);
  CHECK(held["school"].size() > kPeople * 60 / 100);
  CHECK(held["social"].size() > kPeople * 7 / 100);
  CHECK(held["social"].size() < kPeople * 9 / 100);

  const auto lacks = [](Field field) {
    return [field](const Record& r) { return r.cells[field].empty(); };
  };
  const auto& social = held["social"];
  const auto& health = held["health"];
  check_rate(social.size(), kSocialRates.no_nhs_number, in_10000(social, lacks(Field::nhs_number)));
  check_rate(social.size(), kSocialRates.no_postcode, in_10000(social, lacks(Field::postcode)));
  check_rate(health.size(), kHealthRates.no_nhs_number, in_10000(health, lacks(Field::nhs_number)));
  check_rate(health.size(), kHealthRates.no_sex, in_10000(health, lacks(Field::sex)));
}

TEST_CASE("local ids are different in each data set and one for each record") {
  std::set<std::string> seen;
  for (const Dataset& dataset : datasets()) {
    for (const Record& record : records(dataset)) REQUIRE(seen.insert(record.local_id).second);
  }
}

TEST_CASE("slips never empty a name and usually change it") {
  Stream stream(1, 1, Purpose::typed_names);
  int changed = 0;
  for (int i = 0; i < 1000; ++i) {
    std::string name = "Łukasz";
    mistype_name(name, stream);
    REQUIRE(name.starts_with("Ł"));
    changed += name != "Łukasz" ? 1 : 0;
  }
  CHECK(changed > 950);
  std::string letter = "A";
  for (int i = 0; i < 100; ++i) mistype_name(letter, stream);
  CHECK_FALSE(letter.empty());
  std::string none = "";
  mistype_name(none, stream);
  mistype_code(none, stream);
  mistype_digit(none, stream);
  CHECK(none.empty());
}

TEST_CASE("day and month change places only if the result is a month") {
  struct Case {
    std::string date, swapped;
  };
  for (Case c : {Case{"2012-03-04", "2012-04-03"}, Case{"2012-03-13", "2012-03-13"}}) {
    CAPTURE(c.date);
    swap_day_and_month(c.date);
    CHECK(c.date == c.swapped);
  }
}

}  // namespace
}  // namespace tally::population_test
