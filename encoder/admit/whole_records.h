// Decides which rows of admitted records are written. It takes the rows in the order of their
// references, twice:
//
//   take* finish      every row is judged, and noted in the ledger and the list of rejects
//   again is_written*     the same rows: whether each is written; as often as needed
//
// Rejects all rows of a record of two people. If a record has more rows than the agreement allows,
// keeps the first by line and rejects the others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "encoder/admit/ledger.h"
#include "encoder/admit/one_person.h"
#include "encoder/admit/rejects.h"

namespace tally::encoder {

// The facts that decide about a row.
struct RecordRow {
  Reference record;
  PersonMarks marks;
  bool is_alternate = false;
  bool is_empty = false;  // no value that is encoded
  std::uint64_t line = 0;
  std::string_view local_id;
};

class WholeRecords {
 public:
  // The arguments must outlive this.
  WholeRecords(std::uint32_t rows_per_record, Ledger& ledger, Rejects& rejects)
      : rows_per_record_(rows_per_record), ledger_(ledger), rejects_(rejects) {}

  Status take(const RecordRow& row);
  Status finish() { return finish_record(); }

  void again() { rows_seen_ = 0, written_ = {}; }
  bool is_written(const Reference& record);

  // The number of records with rows that are written.
  std::uint64_t records() const { return records_; }
  std::uint64_t empty_records() const { return empty_records_; }
  std::uint64_t records_with_conflicting_birth_dates() const {
    return people_.records_with_conflicting_birth_dates();
  }

 private:
  struct HeldRow {
    std::uint64_t line;
    bool is_alternate, is_empty;
  };
  Status finish_record();
  Status reject(const HeldRow& row, Reject reason);

  std::uint32_t rows_per_record_;
  Ledger& ledger_;
  Rejects& rejects_;
  PeopleFinder people_;
  // The current record. Its rows wait for its last row, because two of them may be two people's.
  Reference record_;
  std::string local_id_;
  bool holds_two_people_ = false;
  std::vector<HeldRow> rows_;
  std::uint64_t records_ = 0, empty_records_ = 0;
  // In each later pass:
  Reference written_;
  std::uint64_t rows_seen_ = 0;  // of the record
};

}  // namespace tally::encoder
