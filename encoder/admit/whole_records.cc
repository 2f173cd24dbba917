#include "encoder/admit/whole_records.h"

#include <algorithm>

namespace tally::encoder {

Status WholeRecords::take(const RecordRow& row) {
  if (rows_.empty() || row.record != record_) {
    TRY(finish_record());
    record_ = row.record;
    local_id_ = row.local_id;
  }
  holds_two_people_ = people_.take(row.record, row.marks);
  rows_.push_back({row.line, row.is_alternate, row.is_empty});
  return holds_two_people_ ? finish_record() : Status{};
}

Status WholeRecords::finish_record() {
  const std::size_t allowed = holds_two_people_ ? 0 : rows_per_record_;
  const std::size_t written = std::min(allowed, rows_.size());
  const auto first_rejected = rows_.begin() + static_cast<std::ptrdiff_t>(written);
  const Reject reason = holds_two_people_ ? Reject::two_people : Reject::too_many_rows;
  for (auto row = first_rejected; row != rows_.end(); ++row) TRY(reject(*row, reason));
  records_ += written > 0;
  empty_records_ += written > 0 && std::all_of(rows_.begin(), first_rejected,
                                               [](const HeldRow& row) { return row.is_empty; });
  rows_.clear();
  return {};
}

Status WholeRecords::reject(const HeldRow& row, Reject reason) {
  ledger_.reject(reason, row.is_alternate);
  return rejects_.add(row.line, local_id_, reason);
}

bool WholeRecords::is_written(const Reference& record) {
  rows_seen_ = record == written_ ? rows_seen_ + 1 : 1;
  written_ = record;
  return rows_seen_ <= rows_per_record_ && !people_.holds_two_people(record);
}

}  // namespace tally::encoder
