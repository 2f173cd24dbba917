// Which rows of an export may be encoded, for check, encode and attach alike. A row is left out for
// the reason that reading gives (Reject), or else as excluded, if a list names its record by any of
// its rows. What only whole records tell comes later: whole_records.h.
//
//   [look_for_excluded]* admit*
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "common/result.h"
#include "encoder/admit/admitted_row.h"
#include "encoder/admit/exclusions.h"
#include "encoder/admit/ledger.h"
#include "encoder/profiles/record_reader.h"

namespace tally::encoder {

// A row as it is read.
struct ReadRow {
  std::string_view local_id;  // trimmed
  bool is_alternate = false;
  std::optional<Reject> reason = {};                    // to leave it out, as reading tells
  RowNames names = {};                                  // where there are lists
  std::span<const std::string_view> unread_cells = {};  // of a row with a wrong number of cells
  std::uint64_t line = 0;
};

class Admission {
 public:
  // exclusions: without a list nobody is excluded. path: of the export. What it is given outlives
  // it.
  Admission(Exclusions& exclusions, std::string path, Ledger& ledger);

  // Whether the export must be read once before for the records that a list names by a row of
  // another number or id: where there are lists of NHS numbers, or of local_ids and rows have
  // others.
  bool must_look_first(bool has_other_ids) const;
  // Once for each row. refused: a list names somebody in a row that cannot be divided into columns.
  Status look_for_excluded(const ReadRow& row);
  // The same with all rows of the reader.
  Status look_for_excluded(RecordReader& reader);

  // Notes in the ledger what becomes of the row; whether it is admitted. Errors as before.
  Result<bool> admit(const ReadRow& row);
  // The reader's current row; nothing if it is left out.
  Result<std::optional<AdmittedRow>> admit(const RecordReader& reader);

  bool has_lists() const { return !exclusions_.lists().empty(); }

 private:
  ReadRow row_of(const RecordReader& reader) const;

  Exclusions& exclusions_;
  std::string path_;
  Ledger& ledger_;
  std::set<std::string, std::less<>> excluded_;  // local_ids
};

}  // namespace tally::encoder
