// release: people -> study ids, and the files that say so.
//
//   bridge-<analyst>.csv  dataset,reference,study_id: every record of every data set
//   links.csv             the linker's own: which records were linked, by what, how surely
#pragma once

#include "common/file.h"
#include "linker/link.h"
#include "protocol/identity.h"

namespace tally::linker {

// A person is named by the smallest (data set, reference) of its cluster; a study id is that person
// under the linker's release key, different for every recipient.
Status release(const Agreement& agreement, const OwnKey& release_key, const Linkage& linkage,
               AtomicFolder& folder);

// A score as links.csv has it: bits to 3 decimals, Dice to 6, 1 for an exact link.
std::string print_score(ScoreUnit unit, std::int64_t score);

}  // namespace tally::linker
