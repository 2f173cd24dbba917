// The list of bad cells, for the holder only: CSV line,local_id,field,problem, in the order of the
// export; docs/formats/quality.md. It has no value except local_id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/atomic_file.h"
#include "common/result.h"
#include "encoder/record/record.h"

namespace tally::encoder {

enum class Problem : std::uint8_t {
  invalid,  // fails its check, not a date, not a code of sex, without letters, too long, not UTF-8
  impossible_date,   // month 13, 31 February
  future_date,       // after the day of the export
  filler_date,       // 1900-01-01 and the like
  other_date,        // an earlier row of the same local_id has another date
  unusual_postcode,  // not in the shape of a United Kingdom postcode
  temporary_upn,
};
std::string_view describe(Problem problem);

// open add* commit
class BadRows {
 public:
  static Result<BadRows> open(const std::string& path, Overwrite overwrite);

  Status add(const RawRecord& row, Field field, Problem problem);
  // Adds a row that cannot be a record; its field is empty.
  Status add(const RawRecord& row, Reject reason);
  Status sync() { return file_.sync(); }
  Status commit();

 private:
  explicit BadRows(AtomicFile file) : file_(std::move(file)) {}
  Status write(const RawRecord& row, std::string_view field, std::string_view problem);
  AtomicFile file_;
  std::string line_;  // reused
};

}  // namespace tally::encoder
