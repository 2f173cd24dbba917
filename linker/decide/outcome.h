// The outcome of linking, pass by pass: the links, and the figures for reports.
#pragma once

#include <cstdint>
#include <vector>

#include "linker/decide/decide.h"
#include "linker/decide/links.h"

namespace tally::linker {

struct PassOutcome {
  std::size_t pass;                // place in the agreement's policy
  std::uint64_t left_records = 0;  // that took part because they were still free
  std::uint64_t right_records = 0;
  std::uint64_t candidates = 0;
  Decision decision = {};  // its threshold is in the unit of the pass
  std::vector<Link> links = {};
};

// The outcome of two data sets, or of one within itself (left == right).
struct PairOutcome {
  DatasetIndex left;
  DatasetIndex right;
  std::vector<PassOutcome> passes;
};

}  // namespace tally::linker
