// link: submissions -> people. Links each data set with duplicates within itself, then each pair of
// data sets pass by pass, then resolves all links into clusters. The result is the same for any
// kernel and number of threads.
#pragma once

#include <cstdint>
#include <vector>

#include "linker/link/passes.h"
#include "linker/people/linkage.h"

namespace tally::linker {

// refused: a pass that this software cannot run.
Status check_passes(const Agreement& agreement);

// The number of searches that link will make.
std::uint64_t searches(const Agreement& agreement, const std::vector<Submission>& submissions);

Result<Linkage> link(const LinkContext& context, std::vector<Submission> submissions);

}  // namespace tally::linker
