// Decides whether rows of one local_id are one person. A UPN given twice, or a child id copied in
// error, puts two children under one local_id.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "common/ids.h"
#include "encoder/record/date.h"
#include "encoder/record/record.h"
#include "encoder/standardise/standardise.h"

namespace tally::encoder {

// The marks of a row that distinguish its person from others. They stay with the row, in memory or
// in the encrypted scratch file, and are never written out.
struct PersonMarks {
  Date date_of_birth;  // all parts unknown if not whole, not possible, a filler or missing
  std::array<char, 12> forename{};      // its beginning, in standard form
  std::array<std::uint32_t, 3> keys{};  // hashes; 0: none, or the local_id itself

  bool operator==(const PersonMarks&) const = default;
};

// How well two rows of one local_id agree. A record has the worst value of its rows.
enum class OneId : std::uint8_t {
  one_date,    // one date of birth, if both rows have one
  one_person,  // one person with two dates: one of them is wrong
  two_people,
};
// Dates of birth are mistyped, so two different dates can belong to one person. If both rows have
// forenames, the forenames decide: one must be equal to the other or begin it (a sibling's would
// not). Otherwise a linking key that both have decides.
OneId compare(const PersonMarks& a, const PersonMarks& b);

// Not thread-safe.
class PersonMarker {
 public:
  // day: of the export; later dates of birth are ignored. The standardiser must outlive this.
  PersonMarker(Date day, Standardiser& standardiser) : day_(day), standardiser_(standardiser) {}

  // standard: the standard form of raw's fields that are in `has`. The other fields are
  // standardised here, since a row's person does not depend on which fields the agreement encodes.
  PersonMarks mark(const RawRecord& raw, const StandardRecord& standard, const PerField<bool>& has);

 private:
  Date day_;
  Standardiser& standardiser_;
  std::string value_;  // reused
};

// Finds the records of two people, from rows in the order of their references: records with two
// rows that are two people's, and records with more rows than one person could have.
class PeopleFinder {
 public:
  // Whether this row, or an earlier one, shows that the record is of two people.
  bool take(const Reference& record, const PersonMarks& row);

  bool holds_two_people(const Reference& record) const {
    return !two_people_.empty() && two_people_.contains(record);
  }
  // Records with two dates of birth that are still one person's.
  std::uint64_t records_with_conflicting_birth_dates() const {
    return conflicting_before_ + (worst_ == OneId::one_person);
  }

 private:
  OneId find(const PersonMarks& row);

  // The current record:
  Reference record_;
  std::vector<PersonMarks> rows_;  // only different ones
  std::size_t rows_in_all_ = 0;
  OneId worst_ = OneId::one_date;

  std::uint64_t conflicting_before_ = 0;  // of earlier records
  std::set<Reference> two_people_;
};

}  // namespace tally::encoder
