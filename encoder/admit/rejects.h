// The list of rejected rows, for the holder only and if the holder asks for it: CSV
// line,local_id,reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/atomic_file.h"
#include "common/result.h"
#include "encoder/record/record.h"

namespace tally::encoder {

// open add* commit
class Rejects {
 public:
  // Without a path, it writes nothing.
  static Result<Rejects> open(const std::optional<std::string>& path, Overwrite overwrite);

  Status add(std::uint64_t line, std::string_view local_id, Reject reason);
  Status commit();

 private:
  Rejects() = default;
  std::optional<AtomicFile> file_;
  std::string row_;
};

}  // namespace tally::encoder
