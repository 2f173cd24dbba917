// Whether rows of one local_id are one person: a UPN given twice, or a child id copied in error,
// puts two children under it.
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

// What tells the person of a row from another. Stays with the row, in memory or in the encrypted
// scratch; never written out.
struct PersonMarks {
  Date date_of_birth;                   // nothing known: not whole, not possible, a filler, missing
  std::array<char, 12> forename{};      // how it begins, in standard form
  std::array<std::uint32_t, 3> keys{};  // hashes; 0: none, or the local_id itself

  bool operator==(const PersonMarks&) const = default;
};

// How two rows of one local_id go together; the worst of a record's rows is the record's.
enum class OneId : std::uint8_t {
  one_date,    // of birth, as far as both have one
  one_person,  // one person with two dates: one of them is wrong
  two_people,
};
// Dates of birth are mistyped, so two different dates can be one person's if the rest says so:
// where both rows have forenames, these (equal, or the beginning of one another: not a sibling's);
// where they have not, a key that both have.
OneId compare(const PersonMarks& a, const PersonMarks& b);

// Not thread-safe.
class PersonMarker {
 public:
  // day: of the export; later dates of birth are none. The standardiser outlives this.
  PersonMarker(Date day, Standardiser& standardiser) : day_(day), standardiser_(standardiser) {}

  // standard: those of raw's fields that are in `has`. The others are standardised here, for who a
  // row is does not go by what is agreed to be encoded.
  PersonMarks mark(const RawRecord& raw, const StandardRecord& standard, const PerField<bool>& has);

 private:
  Date day_;
  Standardiser& standardiser_;
  std::string value_;  // reused
};

// Which records are of two people, as their rows come in the order of their references: those of
// which any two rows are, and those with more rows than one person's could be.
class PeopleFinder {
 public:
  // Whether the record is known to be of two people: by this row, or one before it.
  bool take(const Reference& record, const PersonMarks& row);

  bool holds_two_people(const Reference& record) const {
    return !two_people_.empty() && two_people_.contains(record);
  }
  // Records of two dates of birth that are one person's all the same.
  std::uint64_t records_with_conflicting_birth_dates() const {
    return conflicting_before_ + (worst_ == OneId::one_person);
  }

 private:
  OneId find(const PersonMarks& row);

  // Of the record:
  Reference record_;
  std::vector<PersonMarks> rows_;  // those that differ
  std::size_t rows_in_all_ = 0;
  OneId worst_ = OneId::one_date;

  std::uint64_t conflicting_before_ = 0;  // records, before it
  std::set<Reference> two_people_;
};

}  // namespace tally::encoder
