// The records of a submission that take part in a pass.
#pragma once

#include <vector>

#include "common/ids.h"
#include "linker/receive/submission.h"

namespace tally::linker {

struct Participants {
  const Submission& submission;
  std::vector<RecordIndex> records;  // ascending
};

}  // namespace tally::linker
