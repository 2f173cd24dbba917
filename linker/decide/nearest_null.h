// The nearest null: a threshold without truth for bands. A person of one side who is not on the
// other scores there what a person of the other side scores with its nearest other record, which
// that side's holder has counted (Nearest). So the share of those at a score says how many of the
// best scores are false. The runner-up null (runner_up.h) cannot serve: a record's siblings share
// no band with it that its own record of the other side has too.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "linker/decide/runner_up.h"
#include "protocol/agreement/band_score.h"

namespace tally::linker {

// best: the best score of each record that takes part, kNoCandidate without one. nearest: of the
// other side. Nothing if either is too few to judge by.
std::optional<NullEstimate> nearest_null(std::vector<std::int64_t> best, const Nearest& nearest);

}  // namespace tally::linker
