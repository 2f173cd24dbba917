// The outcome of every row of an export: the only source of the counts of check, encode and attach.
// docs/decisions/0010-who-is-counted-where.md.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "encoder/record/record.h"

namespace tally::encoder {

// Rows of the export, and alternates, which are further rows of the same records.
struct RowTally {
  std::uint64_t rows = 0;
  std::uint64_t alternates = 0;

  void add(bool is_alternate) { ++(is_alternate ? alternates : rows); }
  std::uint64_t all() const { return rows + alternates; }
  bool operator==(const RowTally&) const = default;
};

using RejectCounts = std::array<std::uint64_t, kRejectCount>;  // by Reject
// "3 rows: no local_id, 1 row: too many rows"; empty if no row was rejected.
std::string describe(const RejectCounts& counts);

// read = rejected + excluded + usable, of rows and of alternates.
struct Ledger {
  RowTally read;
  std::array<RowTally, kRejectCount> rejected{};  // by Reject
  RowTally excluded;                              // rows of records that exclusion lists name

  const RowTally& rejected_for(Reject reason) const {
    return rejected[static_cast<std::size_t>(reason)];
  }
  void reject(Reject reason, bool is_alternate) {
    rejected[static_cast<std::size_t>(reason)].add(is_alternate);
  }
  RejectCounts rejected_rows() const;
  RejectCounts rejected_alternates() const;
  RejectCounts all_rejected() const;
  RowTally usable() const;
};

}  // namespace tally::encoder
