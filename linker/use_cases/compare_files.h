// Writes a CSV of all pairs of CLKs of two anonlink files with a similarity of at least a
// threshold.
#pragma once

#include <cstdint>
#include <string>

#include "common/dice.h"
#include "common/overwrite.h"
#include "common/progress.h"
#include "linker/kernels/kernel.h"

namespace tally::linker {

struct CompareRequest {
  std::string left, right;  // paths; they may be the same
  Threshold threshold;
  std::string out;  // gets left,right,dice, the most similar first
  Overwrite overwrite = Overwrite::no;
  const Kernel& kernel;
  unsigned threads;
  Progress& progress;
};

struct CompareOutcome {
  std::size_t left_rows, right_rows;
  std::uint32_t bits;  // of each CLK
  std::size_t pairs;
};

Result<CompareOutcome> compare_files(const CompareRequest& request);

}  // namespace tally::linker
