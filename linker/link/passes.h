// The passes of the agreement over one pair of data sets, or over one data set with duplicates: in
// order, the passes that both supply. Each pass sees only the records that are still free.
//
//   exact, or search -> score -> decide -> assign
#pragma once

#include <cstdint>
#include <vector>

#include "common/progress.h"
#include "linker/decide/exact.h"
#include "linker/decide/outcome.h"
#include "linker/kernels/kernel.h"
#include "linker/receive/submission.h"

namespace tally::linker {

// A data set during linking.
struct Side {
  const Submission& submission;
  Keys keys;
  std::vector<std::uint32_t> heads;  // for each record, the first record of its group of duplicates

  Side(const Submission& submission, const Dataset& dataset);
};

struct LinkContext {
  const Agreement& agreement;
  const Kernel& kernel;
  unsigned threads;
  Progress* progress = nullptr;  // kSearchSteps a search
};

// One to one by groups.
PairOutcome link_between(const LinkContext& context, const Side& left, const Side& right);

// Every link joins the groups of its records, also in side.heads (closure). A group always stays,
// because a later pass may find further members.
PairOutcome link_within(const LinkContext& context, Side& side);

}  // namespace tally::linker
