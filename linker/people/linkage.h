// The outcome of a linking: its submissions, the links of each pair of data sets, and its people.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "linker/people/people.h"
#include "linker/people/resolve.h"

namespace tally::linker {

struct DatasetFigures {
  struct Suspects {
    std::string column;
    std::uint64_t records;  // with a token that another record also has
  };
  std::vector<Suspects> suspects;
};

struct Linkage {
  std::vector<Submission> submissions;  // in the agreement's order
  std::vector<DatasetFigures> figures;  // of each
  std::vector<PairOutcome> pairs;       // within data sets first, then pairs, in that order
  Resolution resolution;
  People people;

  // The data set must have been submitted.
  const Submission& submission(DatasetIndex dataset) const {
    return *std::ranges::find(submissions, dataset, &Submission::dataset);
  }
};

}  // namespace tally::linker
