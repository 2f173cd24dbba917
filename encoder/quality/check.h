// Facts about an export that its holder should know before encoding it: bad data can be fixed only
// at its source. Reads the file once, in bounded memory. No value leaves here, only counts.
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

// The fields for which it is reported how many people hold a value, however many values there are.
// There are few enough dates of birth without.
bool is_watched(Field field);

struct FieldQuality {
  bool supplied = false;                 // the source has a column for it
  std::vector<std::string> columns;      // those that it has, as "column" or "table.column"
  std::array<std::uint64_t, 4> cells{};  // by CellState
  DistinctCounter values;                // of those present, owned by local_id
  FrequentValues frequent;               // the same; of keys and postcodes only
  std::uint64_t in(CellState state) const { return cells[static_cast<std::size_t>(state)]; }
};

// Dates of birth. Only whole, possible ones are counted from `whole` on.
struct DateQuality {
  std::uint64_t impossible = 0;  // month 86, 31 February
  std::uint64_t partial = 0;     // some part unknown
  std::uint64_t whole = 0;
  std::uint64_t too_late = 0;  // cells that are invalid for this: future, fillers and impossible
  std::uint64_t fillers = 0;   // 1900-01-01 and others by which systems say "not known"
  // Of the others:
  std::uint64_t future = 0;  // after the day of the export: the cell counts as invalid
  std::uint64_t over_25 = 0;
  std::uint64_t first_of_january = 0, fifteenth = 0;
};

// The ways in which rows can be linked.
struct Reach {
  std::uint64_t by_key = 0;     // an identifier that passes its check
  std::uint64_t by_person = 0;  // forename, surname and whole date of birth
  std::uint64_t by_neither = 0;
};

// Whose dates of birth are compared, each with its other rows'.
inline constexpr std::size_t kMostIds = 262144;  // 8 MB

struct Quality {
  std::string profile;  // its name
  Date day;             // of the export
  Ledger ledger;        // of rows; the figures below are of those usable, without alternates
  std::vector<Exclusions::List> lists;
  PerField<FieldQuality> fields;
  DistinctCounter local_ids;               // owned by line
  DistinctCounter dates_of_ids{kMostIds};  // local_ids, owned by their dates of birth
  DistinctCounter people;  // forename, surname and date of birth together, owned by local_id
  DateQuality dates;
  std::string date_layout;              // that the profile declares: "yyyy-mm-dd"
  std::uint64_t unusual_postcodes = 0;  // not of the United Kingdom's shape
  std::uint64_t pseudo_postcodes = 0;   // ZZ99: no fixed abode, not known, abroad
  std::uint64_t temporary_upns = 0;     // hold in one school for one year
  Reach reach;
  MappingCounts mapping;
  std::vector<std::string> unused_columns;  // of a CSV: no field comes from them
  struct Lacking {
    Field field;
    std::string from;  // "column Family name"
  };
  // Fields that the files should fill and have no column for; none where any subset will do.
  std::vector<Lacking> lacking;
  std::vector<std::string> remarks;  // of the source, on how it was read

  std::uint64_t usable_rows() const;  // of the export
};

struct CheckRequest {
  Date day = kNoDay;                         // of the export: dates after it are in the future
  SourceFiles files = {};                    // that the reader was opened with
  std::vector<std::string> exclusions = {};  // files: lists of people who must not be encoded
  BadRows* bad_rows = nullptr;               // null: none are listed
  Progress* progress = nullptr;              // of the bytes read
};

// Reads to the end. Errors: those of RecordReader, Exclusions and Admission, io of the bad rows.
Result<Quality> check(RecordReader& reader, const CheckRequest& request);

}  // namespace tally::encoder
