// Decides which rows of an export may be encoded, in the same way for check, encode and attach. A
// row is left out for a reason that reading finds (Reject), or as excluded if a list names its
// record by any of its rows. Reasons that need whole records come later: whole_records.h.
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
  std::optional<Reject> reason = {};                    // to leave it out, found by reading
  RowNames names = {};                                  // filled only if there are lists
  std::span<const std::string_view> unread_cells = {};  // of a row with a wrong number of cells
  std::uint64_t line = 0;
};

class Admission {
 public:
  // exclusions: without a list, nobody is excluded. path: of the export. The arguments must outlive
  // this.
  Admission(Exclusions& exclusions, std::string path, Ledger& ledger);

  // Whether the export must be read once before, to find records that a list names by another row's
  // number or id. This is so if there are lists of NHS numbers, or lists of local_ids and rows with
  // other ids.
  bool must_look_first(bool has_other_ids) const;
  // Call once for each row. refused: a list names somebody in a row that cannot be divided into
  // columns.
  Status look_for_excluded(const ReadRow& row);
  // The same for all rows of the reader.
  Status look_for_excluded(RecordReader& reader);

  // Notes the outcome of the row in the ledger, and returns whether the row is admitted. Errors: as
  // above.
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
