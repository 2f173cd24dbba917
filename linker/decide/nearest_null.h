// The nearest null: a threshold without truth for bands. A person of one side who is not on the
// other scores there what a person of the other side scores with its nearest other record, which
// that side's holder has counted (Nearest). Links are one to one, so that such a record must also
// be free: not linked with its own record, which scores higher. The runner-up null (runner_up.h)
// cannot serve: a record's siblings share no band with it that its own record of the other side has
// too.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "linker/decide/runner_up.h"
#include "protocol/agreement/band_score.h"

namespace tally::linker {

struct OneToOne {
  std::vector<std::int64_t> scores;  // descending: of the pairs that could all be links at once
  std::uint64_t queries = 0;         // records that take part, of the side with fewer
  std::uint64_t others = 0;          // and of the other side
};

// nearest: of the other side. Nothing if there are too few records to judge by.
std::optional<NullEstimate> nearest_null(const OneToOne& pairs, const Nearest& nearest);

}  // namespace tally::linker
