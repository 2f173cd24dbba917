// The runner-up null: a threshold without truth. The second best candidate of a record with a match
// scores like the best candidate of a record without a match. So the share of second best scores
// over a score shows how many best scores over it are false [linkage-study].
//
// Only the order of scores matters. Uses only IEEE + - x /, so the result is the same on every
// machine.
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

// Takes one TopTwo for each record that takes part. Nothing if there are too few records for an
// estimate.
std::optional<NullEstimate> runner_up_null(const std::vector<TopTwo>& queries);

}  // namespace tally::linker
