// Numbers the records of all data sets together: data sets in order of name, records in order of
// reference.
#pragma once

#include <cstdint>
#include <vector>

#include "linker/receive/submission.h"

namespace tally::linker {

class RecordNumbers {
 public:
  RecordNumbers() = default;  // of no records
  // refused: more records than can be numbered.
  static Result<RecordNumbers> make(const Agreement& agreement,
                                    const std::vector<Submission>& submissions);

  std::uint32_t number(DatasetIndex dataset, RecordIndex record) const {
    return first_[at(dataset)] + static_cast<std::uint32_t>(record);
  }
  std::size_t count() const { return count_; }

 private:
  std::vector<std::uint32_t> first_;  // of each data set of the agreement
  std::size_t count_ = 0;
};

}  // namespace tally::linker
