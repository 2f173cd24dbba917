// A column mapped to the wrong field, as its values tell: no number is both an NHS number and a
// ULN, and a column of dates in another layout is mostly no dates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/result.h"
#include "encoder/record.h"

namespace tally::encoder {

// Of values that are given: neither empty nor a placeholder.
struct MappingCounts {
  std::uint64_t nhs_numbers = 0;
  std::uint64_t ulns_as_nhs_number = 0;  // invalid there, but a ULN
  std::uint64_t bad_nhs_numbers = 0;     // invalid, whatever else they are
  std::uint64_t ulns = 0;
  std::uint64_t nhs_numbers_as_uln = 0;
  std::uint64_t dates = 0;
  std::uint64_t bad_dates = 0;  // invalid or impossible
  std::uint64_t sexes = 0;
  std::uint64_t bad_sexes = 0;  // codes of nothing
  std::uint64_t postcodes = 0;
  std::uint64_t bad_postcodes = 0;  // not as long as any country's, or without a digit
};

class MappingCounter {
 public:
  void count(const RawRecord& raw, const StandardRecord& record);
  const MappingCounts& counts() const { return counts_; }

 private:
  MappingCounts counts_;
  std::string value_, storage_;  // reused
};

// A line for each field of which at least 20 values are given and over half are of another kind:
// "nhs_number: 9,800 of 10,000 ...", and what to do.
std::vector<std::string> mapping_faults(const MappingCounts& counts);
// refused: the first of them.
Status check_mapping(const std::string& path, const MappingCounts& counts);

}  // namespace tally::encoder
