// The runner-up null: a threshold without truth. The second best candidate of a record that has a
// match is a draw from the best that a record without one can do; so the share of second bests over
// a score says how many best scores over it are false [linkage-study].
//
// Any increasing scale of scores will do. IEEE + - x / only, so the same everywhere.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace tally::linker {

inline constexpr std::int64_t kNoCandidate = std::numeric_limits<std::int64_t>::min();

// The two best scores of a record of the smaller side, before any assignment.
struct TopTwo {
  std::int64_t best = kNoCandidate;
  std::int64_t second = kNoCandidate;
};

struct NullEstimate {
  std::int64_t threshold;
  double precision;   // share of the best scores at or over the threshold that are matches
  double detectable;  // matches among all queries
};

// One TopTwo for each record that takes part. Nothing if there are too few to judge by.
std::optional<NullEstimate> runner_up_null(const std::vector<TopTwo>& queries);

}  // namespace tally::linker
