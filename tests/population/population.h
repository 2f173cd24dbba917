// The true population of a made-up English city, and its history: families with children of 0 to 18
// on the reference date. holding.h makes the records that data sets hold of them.
//
// A family follows only from (seed, number of the family). So ten million children need four bytes
// for each family here; a family is computed again each time.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/population/addresses.h"
#include "tests/population/names.h"

namespace tally::population {

using Day = std::chrono::sys_days;
// The spring school census of 2025.
inline constexpr Day kReferenceDay{std::chrono::year{2025} / 1 / 16};

enum class PersonIndex : std::uint32_t {};
enum class FamilyIndex : std::uint32_t {};

struct Child {
  PersonIndex person;
  Sex sex;
  Day born;
  std::string forename;  // on the birth certificate
  std::string known_as;  // the everyday name; for most the same
  std::string middle_names;
  // The surname of the child from a day on; the first from birth.
  struct Surname {
    Day from;
    std::string name;
  };
  std::vector<Surname> surnames;
  std::string nhs_number, upn, temporary_upn;  // each child has one, even if it is not used yet
};

struct Mother {
  std::string surname, nhs_number;
};

struct Family {
  FamilyIndex index;
  Mother mother;
  // The home of the family from a day on; the first from before the first birth.
  struct Residence {
    Day from;
    AddressIndex home;
  };
  std::vector<Residence> residences;
  std::optional<AddressIndex> other_home;  // of a parent who lives apart
  bool known_to_social_care = false;
  std::vector<Child> children;  // the oldest first
  Names::Origin mothers_origin = 0, fathers_origin = 0;
};

const std::string& surname_on(const Child& child, Day day);
AddressIndex home_on(const Family& family, Day day);
int age_of(const Child& child);  // completed years on the reference day

class Population {
 public:
  Population(std::uint64_t seed, std::uint32_t people);

  std::uint64_t seed() const { return seed_; }
  std::uint32_t people() const { return people_; }
  const City& city() const { return city_; }
  const Names& names() const { return names_; }
  std::uint32_t families() const { return static_cast<std::uint32_t>(first_child_.size() - 1); }
  FamilyIndex family_of(PersonIndex person) const;
  Family family(FamilyIndex index) const;

 private:
  void settle(Family& family) const;
  std::uint64_t seed_;
  std::uint32_t people_;
  City city_;
  Names names_;
  std::vector<std::uint32_t> first_child_;  // by family; one more at the end: people_
};

}  // namespace tally::population
