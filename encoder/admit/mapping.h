// Finds columns that are mapped to the wrong field, by their values: a number cannot be both an NHS
// number and a ULN, and in a column of dates in another layout most cells are not dates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/result.h"
#include "encoder/profiles/profile.h"
#include "encoder/record/date.h"
#include "encoder/record/record.h"

namespace tally::encoder {

// Counts of values that are given: neither empty nor a placeholder.
struct MappingCounts {
  struct Values {
    std::uint64_t given = 0;
    // Invalid values; also dates that are impossible or in the future, and postcodes that have no
    // digit or a length that no country uses.
    std::uint64_t wrong = 0;
    std::uint64_t others = 0;  // wrong values that are a ULN given as an NHS number, or the reverse
  };
  PerField<Values> fields;  // values that can be checked
};

class MappingCounter {
 public:
  // day: of the export.
  explicit MappingCounter(Date day) : day_(day) {}

  void count(const RawRecord& raw, const StandardRecord& record);
  const MappingCounts& counts() const { return counts_; }

 private:
  bool is_wrong(Field field, const StandardRecord& record) const;
  bool is_other_key(Field field, std::string_view cell);

  Date day_;
  MappingCounts counts_;
  std::string value_, storage_;  // reused
};

// A line for each field with at least 20 values, over half of them of another kind: "nhs_number:
// 9,800 of 10,000 ...", and what to do.
std::vector<std::string> mapping_faults(const MappingCounts& counts);
// refused, if there is such a field: the first line, and what to do with this profile.
Status check_mapping(const std::string& path, const MappingCounts& counts, const Profile& profile);

}  // namespace tally::encoder
