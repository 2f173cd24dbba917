// How a source becomes canonical records. The profile "person" reads a CSV whose header is local_id
// and any of the canonical field names, each once, in any order and any case.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/csv.h"
#include "common/result.h"
#include "encoder/record.h"

namespace tally::encoder {

// The name that a cell of a header gives its column: without spaces around it, in lower case.
std::string column_name(std::string_view cell);

// refused: no such profile (with the list).
Status check_profile(const std::string& profile);

class RecordReader {
 public:
  // Opens and reads the header. malformed: a bad header (naming the column), no rows at all.
  static Result<RecordReader> open(const std::string& profile, const std::string& path);

  // Moves to the next row; false at the end. A row that cannot be a record sets reject().
  Result<bool> next();
  const RawRecord& record() const { return record_; }
  std::optional<Reject> reject() const { return reject_; }
  // The fields that the header has.
  const PerField<bool>& fields() const { return fields_; }
  const CsvReader& source() const { return csv_; }

 private:
  explicit RecordReader(CsvReader csv) : csv_(std::move(csv)) {}
  Status read_header();
  void read_row();

  CsvReader csv_;
  std::vector<std::optional<Field>> columns_;  // nothing: local_id
  bool ahead_ = false;                         // open() has moved to the first row already
  PerField<bool> fields_;
  RawRecord record_;
  std::optional<Reject> reject_;
};

}  // namespace tally::encoder
