#include "encoder/admit/rejects.h"

#include <array>

#include "common/csv.h"

namespace tally::encoder {

Result<Rejects> Rejects::open(const std::optional<std::string>& path, Overwrite overwrite) {
  Rejects rejects;
  if (path) {
    rejects.file_ = TRY(AtomicFile::open(*path, overwrite, Access::owner_only));
    TRY(rejects.file_->write("line,local_id,reason\n"));
  }
  return rejects;
}

Status Rejects::add(std::uint64_t line, std::string_view local_id, Reject reason) {
  if (!file_) return {};
  const std::string number = std::to_string(line);
  const std::array<std::string_view, 3> cells = {number, local_id, describe(reason)};
  row_.clear();
  append_csv_row(row_, cells);
  return file_->write(row_);
}

Status Rejects::commit() {
  return file_ ? file_->commit() : Status{};
}

}  // namespace tally::encoder
