// The rows that are left out: counted by reason and, where the holder asks, listed for the holder's
// own eyes as CSV line,local_id,reason.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/atomic_file.h"
#include "common/result.h"
#include "encoder/record/record.h"

namespace tally::encoder {

using RejectCounts = std::array<std::uint64_t, kRejectCount>;  // by Reject
// "3 rows: no local_id, 1 row: too many rows"; empty for none.
std::string describe(const RejectCounts& counts);

// open add* commit
class Rejects {
 public:
  // Without a path rows are only counted.
  static Result<Rejects> open(const std::optional<std::string>& path, Overwrite overwrite);

  Status add(std::uint64_t line, std::string_view local_id, Reject reason);
  Status commit();

  const RejectCounts& counts() const { return counts_; }

 private:
  Rejects() = default;
  RejectCounts counts_{};
  std::optional<AtomicFile> file_;
  std::string row_;
};

}  // namespace tally::encoder
