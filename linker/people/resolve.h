// resolve: the links of all pairs of data sets -> clusters, each one person.
//
// Takes the links within data sets first, then the others in order of pass, score and references. A
// link merges the clusters of its two records, unless the result would have two records of a data
// set that is declared without duplicates; then the link is set aside. (Plain closure would join
// everybody that one wrong link connects [linkage-study].)
#pragma once

#include <cstdint>
#include <vector>

#include "linker/decide/outcome.h"
#include "linker/people/record_numbers.h"
#include "linker/receive/submission.h"

namespace tally::linker {

// A link that is kept, with its place.
struct PlacedLink {
  DatasetIndex left;
  DatasetIndex right;
  std::size_t pass;
  Link link;
};

struct Resolution {
  // In order of pass, score (descending), left data set and record, right data set and record.
  std::vector<PlacedLink> links;
  std::uint64_t set_aside = 0;

  RecordNumbers numbers;
  std::vector<std::uint32_t> cluster_of;  // for each record, the smallest number in its cluster
  std::vector<std::uint64_t> clusters;    // [k]: with records of k data sets

  std::uint32_t cluster(DatasetIndex dataset, RecordIndex record) const {
    return cluster_of[numbers.number(dataset, record)];
  }
};

// refused: more records than can be numbered.
Result<Resolution> resolve(const Agreement& agreement, const std::vector<Submission>& submissions,
                           const std::vector<PairOutcome>& pairs);

}  // namespace tally::linker
