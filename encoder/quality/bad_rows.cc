#include "encoder/quality/bad_rows.h"

#include <array>
#include <cassert>

#include "common/csv.h"

namespace tally::encoder {

std::string_view describe(Problem problem) {
  switch (problem) {
    case Problem::invalid:
      return "not usable";
    case Problem::impossible_date:
      return "cannot be a date";
    case Problem::future_date:
      return "after the day of the export";
    case Problem::filler_date:
      return "a date that stands for not known";
    case Problem::other_date:
      return "not the date of an earlier row of this local_id";
    case Problem::unusual_postcode:
      return "not like a United Kingdom postcode";
    case Problem::temporary_upn:
      return "temporary UPN";
  }
  assert(false && "no such problem");
  return {};
}

Result<BadRows> BadRows::open(const std::string& path, Overwrite overwrite) {
  BadRows rows(TRY(AtomicFile::open(path, overwrite, Access::owner_only)));
  TRY(rows.file_.write("line,local_id,field,problem\n"));
  return rows;
}

Status BadRows::add(const RawRecord& row, Field field, Problem problem) {
  return write(row, name_of(field), describe(problem));
}

Status BadRows::add(const RawRecord& row, Reject reason) {
  return write(row, "", describe(reason));
}

Status BadRows::write(const RawRecord& row, std::string_view field, std::string_view problem) {
  const std::string number = std::to_string(row.line);
  const std::array<std::string_view, 4> cells = {number, row.local_id, field, problem};
  line_.clear();
  append_csv_row(line_, cells);
  return file_.write(line_);
}

Status BadRows::commit() {
  return file_.commit();
}

}  // namespace tally::encoder
