// Finds facts about an export that its holder should know before encoding it: bad data can be fixed
// only at its source. Reads the file once, in bounded memory. Gives counts only, never a value.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "common/progress.h"
#include "common/result.h"
#include "encoder/admit/exclusions.h"
#include "encoder/admit/ledger.h"
#include "encoder/admit/mapping.h"
#include "encoder/profiles/record_reader.h"
#include "encoder/quality/bad_rows.h"
#include "encoder/record/distinct.h"

namespace tally::encoder {

// Whether the field's values are reported with the number of people that hold them, however many
// values there are. Dates of birth need no such counter, because there are few of them.
bool is_watched(Field field);

struct FieldQuality {
  bool supplied = false;                 // the source has a column for it
  std::vector<std::string> columns;      // the columns that it has, as "column" or "table.column"
  std::array<std::uint64_t, 4> cells{};  // by CellState
  DistinctCounter values;                // the values present, owned by local_id
  FrequentValues frequent;               // the same; of keys and postcodes only
  std::uint64_t in(CellState state) const { return cells[static_cast<std::size_t>(state)]; }
};

// Dates of birth. Counts from `whole` on are of whole, possible dates only.
struct DateQuality {
  std::uint64_t impossible = 0;  // month 86, 31 February
  std::uint64_t partial = 0;     // some part unknown
  std::uint64_t whole = 0;
  std::uint64_t too_late = 0;  // invalid because of a late date: also fillers and impossible dates
  std::uint64_t fillers = 0;   // 1900-01-01 and other dates that mean "not known"
  // Of the other dates:
  std::uint64_t future = 0;  // after the day of the export: the cell counts as invalid
  std::uint64_t over_25 = 0;
  std::uint64_t first_of_january = 0, fifteenth = 0;
};

// The ways in which rows can be linked.
struct Reach {
  std::uint64_t by_key = 0;     // a linking key that passes its check
  std::uint64_t by_person = 0;  // forename, surname and whole date of birth
  std::uint64_t by_neither = 0;
};

// The most local_ids whose rows are compared by date of birth.
inline constexpr std::size_t kMostIds = 262144;  // 8 MB

struct Quality {
  std::string profile;  // its name
  Date day;             // of the export
  Ledger ledger;        // of rows; the figures below are of usable rows, without alternates
  std::vector<Exclusions::List> lists;
  PerField<FieldQuality> fields;
  DistinctCounter local_ids;               // owned by line
  DistinctCounter dates_of_ids{kMostIds};  // local_ids, owned by their dates of birth
  DistinctCounter people;                  // forename, surname and date of birth, owned by local_id
  DateQuality dates;
  std::string date_layout;              // declared by the profile: "yyyy-mm-dd"
  std::uint64_t unusual_postcodes = 0;  // not of the United Kingdom's shape
  std::uint64_t pseudo_postcodes = 0;   // ZZ99: no fixed abode, not known, abroad
  std::uint64_t temporary_upns = 0;     // valid in one school for one year
  Reach reach;
  MappingCounts mapping;
  std::vector<std::string> unused_columns;  // of a CSV; not used for a field
  struct Lacking {
    Field field;
    std::string from;  // "column Family name"
  };
  // Fields that the files should fill but have no column for. Empty if the profile accepts any
  // subset.
  std::vector<Lacking> lacking;
  std::vector<std::string> remarks;  // of the source, on how it was read

  std::uint64_t usable_rows() const;  // of the export
};

struct CheckRequest {
  Date day = kNoDay;                         // of the export: dates after it are in the future
  SourceFiles files = {};                    // the files that the reader was opened with
  std::vector<std::string> exclusions = {};  // files: lists of people who must not be encoded
  BadRows* bad_rows = nullptr;               // null: bad rows are not listed
  Progress* progress = nullptr;              // of the bytes read
};

// Reads to the end. Errors: those of RecordReader, Exclusions and Admission, and io for the bad
// rows.
Result<Quality> check(RecordReader& reader, const CheckRequest& request);

}  // namespace tally::encoder
