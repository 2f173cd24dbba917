// The children of a city and of the families that left it: where they were born; when they came and
// left; whether they died, were adopted or are looked after; and which of the six data sets know
// them.
//
// Everything follows from (seed, number), as in population.h, so that no person is kept in memory.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/population/dataset.h"
#include "tests/population/ethnicity.h"
#include "tests/population/population.h"

namespace tally::population {

// The year of the returns for children in need and looked after.
inline constexpr Day kYearStart{std::chrono::year{2024} / 4 / 1};
inline constexpr Day kYearEnd{std::chrono::year{2025} / 3 / 31};

enum class CitySet : std::uint8_t {
  school_census,
  social_care,
  cyps,
  births,
  deaths,
  notification,
  second_school,  // of the school census: a second registration, typed again by another school
  former_school   // ... and the table of pupils no longer on roll
};
inline constexpr std::size_t kCitySets = 8;
// Registrations in a second school, in a school that the pupil left, and an earlier one in another
// school. The numbers of their rows are the subject's number plus these. Do not change them: they
// decide what a seed gives.
inline constexpr std::uint32_t kSecondSchoolRows = 100'000'000;
inline constexpr std::uint32_t kFormerSchoolRows = 200'000'000;
inline constexpr std::uint32_t kEarlierSchoolRows = 300'000'000;

struct Life {
  bool born_here = true;
  std::optional<Day> arrived, left;  // from and to another council
  std::optional<Day> died;
  std::optional<Day> adopted;
  struct Care {
    Day since;
    std::optional<Day> until;
    AddressIndex placement;
    bool in_home;        // a children's home, not a carer's
    bool unaccompanied;  // from abroad, seeking asylum: nobody knows the day of birth
  };
  std::optional<Care> care;  // within the year
};

// The number of an adopted child's earlier identity is this plus the child's number. Do not change
// it: it decides what a seed gives.
inline constexpr std::uint32_t kNumbersBefore = 50'000'000;

enum class Identity : std::uint8_t { own, before_adoption };

// A subject that data sets know: a child, or an adopted child's earlier identity.
struct Subject {
  Identity identity;
  std::uint32_t number;  // one for each subject: local ids come from it
  Family family;
  std::size_t place;  // among the family's children
  Life life;
  Ethnicity ethnicity;
  const Child& child() const { return family.children[place]; }
};

struct Parents {
  std::string mother_forename, mother_maiden_name, father_forename, father_surname;
  Day mother_born, father_born;
};

struct Unborn {
  std::uint32_t number, mothers_number;  // their local ids derive from these
  Day expected, referred;
};

class Lives {
 public:
  // people: the children who live in the city, up to the rest of the last family.
  Lives(std::uint64_t seed, std::uint32_t people, Errors errors);

  const Population& population() const { return population_; }
  std::uint64_t seed() const { return population_.seed(); }
  // The child and, if it was adopted, its earlier identity.
  std::vector<Subject> subjects(const Family& family, PersonIndex person) const;
  // A child that a family known to social care expects.
  std::optional<Unborn> unborn(const Family& family) const;
  Parents parents(const Subject& subject) const;
  Parents parents(const Family& family) const;

  bool holds(CitySet set, const Subject& subject) const;
  // The data set's record of a subject that it holds, with its local id.
  Record record(CitySet set, const Subject& subject) const;
  // Only the local id of the record: for a pupil the UPN, if it has one.
  std::string local_id(CitySet set, const Subject& subject) const;
  // The day of this school year on which a school of the city took the pupil off its roll, because
  // the pupil died, left the city or changed school.
  std::optional<Day> left_school(const Subject& subject) const;
  // The number that the holder's system gave the record.
  std::string row_id(CitySet set, std::uint32_t number) const;
  // Draws for the other fields of a layout.
  Stream stream(CitySet set, const Subject& subject, Purpose purpose) const;

 private:
  Life life_of(const Family& family, const Child& child) const;
  Subject before_adoption(const Subject& subject) const;
  Family family_as_reported(CitySet set, const Subject& subject) const;
  bool has_second_school(const Subject& subject) const;
  bool school_has_old_identity(const Subject& subject) const;
  bool holds_own(CitySet set, const Subject& subject) const;
  bool holds_before(CitySet set, const Subject& subject) const;
  const Dataset& dataset(CitySet set, EthnicGroup group) const;
  Parents draw_parents(const Family& family, std::uint64_t whose) const;

  Population population_;
  std::uint32_t residents_;
  std::array<std::array<Dataset, kEthnicGroups>, kCitySets> datasets_;
};

// How each data set of a city holds and writes records, without unequal errors.
Dataset dataset_of(CitySet set);

// The name of a subject in the truth: P12; P12B for the identity before its adoption; U7 for an
// unborn child.
std::string person_of(const Subject& subject);
std::string person_of(const Unborn& unborn);
// unborn, under 1, 1-4, 5-10, 11-15, 16-18
std::string_view age_band(Day born);
inline constexpr std::string_view kUnbornBand = "unborn";

}  // namespace tally::population
