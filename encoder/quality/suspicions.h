// Values of an export that may not be what they seem. Counts only, never a value.
// docs/formats/quality.md lists the codes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "encoder/quality/check.h"

namespace tally::encoder {

struct Suspicion {
  std::string_view code;  // stable: programs use it
  std::optional<Field> field;
  std::string name;
  std::uint64_t rows;
  bool exact;  // false: rows is an estimate
  std::string what;
};

// All suspicions about the fields that the source has, including those without rows.
std::vector<Suspicion> suspicions(const Quality& quality);

}  // namespace tally::encoder
