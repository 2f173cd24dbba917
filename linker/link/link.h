// link: submissions -> people. Each data set with duplicates within itself, each pair of data sets
// pass by pass, then everything resolved into clusters. The same for any kernel and threads.
#pragma once

#include <cstdint>
#include <vector>

#include "linker/link/passes.h"
#include "linker/people/linkage.h"

namespace tally::linker {

// refused: a pass that this software cannot run.
Status check_passes(const Agreement& agreement);

// How often link will search.
std::uint64_t searches(const Agreement& agreement, const std::vector<Submission>& submissions);

Result<Linkage> link(const LinkContext& context, std::vector<Submission> submissions);

}  // namespace tally::linker
