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
  std::string_view code;  // stable: programs go by it
  std::optional<Field> field;
  std::string name;
  std::uint64_t rows;
  bool exact;  // or rows is an estimate
  std::string what;
};

// All that are looked for, also those with no rows, of the fields that the source has.
std::vector<Suspicion> suspicions(const Quality& quality);

}  // namespace tally::encoder
