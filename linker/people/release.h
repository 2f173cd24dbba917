// release: people -> study ids, and the CSV files with the result.
//
//   bridge   dataset,reference,study_id[,flags]: every record of the data sets that a release
//            names, linked or not
//   links    the linker's own: which records were linked, by what, how surely
#pragma once

#include "common/byte_stream.h"
#include "linker/people/linkage.h"
#include "protocol/identity/identity.h"

namespace tally::linker {

Status write_links(const Agreement& agreement, const Linkage& linkage, const ByteSink& sink);

// A study id derives from a person and the linker's release key, and differs for every analyst.
// Returns the number of rows.
Result<std::uint64_t> write_bridge(const Agreement& agreement, const ReleaseKey& release_key,
                                   const Release& release, const Linkage& linkage,
                                   const ByteSink& sink);

// A score in the form of links.csv: bits to 3 decimals, Dice to 6, 1 for an exact link.
std::string print_score(Score score);

}  // namespace tally::linker
