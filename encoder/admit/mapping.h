// A column mapped to the wrong field, as its values tell: no number is both an NHS number and a
// ULN, and a column of dates in another layout is mostly no dates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/result.h"
#include "encoder/profiles/profile.h"
#include "encoder/record/date.h"
#include "encoder/record/record.h"

namespace tally::encoder {

// Of values that are given: neither empty nor a placeholder.
struct MappingCounts {
  struct Values {
    std::uint64_t given = 0;
    // Invalid; of dates also impossible or in the future; of postcodes not as long as any
    // country's, or without a digit.
    std::uint64_t wrong = 0;
    std::uint64_t others = 0;  // of the wrong: a ULN as an NHS number, or the reverse
  };
  PerField<Values> fields;  // of those that can be checked
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

// A line for each field of which at least 20 values are given and over half are of another kind:
// "nhs_number: 9,800 of 10,000 ...", and what to do.
std::vector<std::string> mapping_faults(const MappingCounts& counts);
// refused: the first of them, and what to do with this profile.
Status check_mapping(const std::string& path, const MappingCounts& counts, const Profile& profile);

}  // namespace tally::encoder
