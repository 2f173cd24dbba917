// link: submissions -> people. Each data set with duplicates within itself, each pair of data sets
// pass by pass, then everything resolved into clusters. The same for any kernel and threads.
#pragma once

#include <cstdint>
#include <vector>

#include "linker/passes.h"
#include "linker/resolve.h"

namespace tally::linker {

struct DatasetFigures {
  struct Suspects {
    std::string column;
    std::uint64_t records;  // that hold a token which another record holds too
  };
  std::vector<Suspects> suspects;
};

struct Linkage {
  std::vector<Submission> submissions;  // in the agreement's order
  std::vector<DatasetFigures> figures;  // of each
  std::vector<PairOutcome> pairs;       // within data sets first, then pairs, in that order
  Resolution resolution;
};

// refused: a pass that this software cannot run.
Status check_passes(const Agreement& agreement);

// How often link will search.
std::uint64_t searches(const Agreement& agreement, const std::vector<Submission>& submissions);

Result<Linkage> link(const Workshop& workshop, std::vector<Submission> submissions);

}  // namespace tally::linker
