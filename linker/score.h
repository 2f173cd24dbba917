// score: candidates -> pairs with a rank. With score columns, the log2 odds of a match under a
// model that one-to-one EM fits to this pass and pair of data sets (em.h), in 1/4096 bit; without
// any, the Dice of the search column.
//
// Identifiers that differ are no part of a score yet: see resolve.h.
#pragma once

#include <vector>

#include "linker/pairs.h"

namespace tally::linker {

// The similarity of the score columns adds a hundredth of a bit for each whole column, so that
// pairs of one pattern still have an order.
inline constexpr std::int64_t kSimilarityPerBit = 100;

// candidates: from search(left, right), or search_within(left) when units are those of one data
// set. Candidates of one and the same unit are left out.
Ranking score(const std::vector<ScoreColumn>& columns, const SearchSide& left,
              const SearchSide& right, const Units& units,
              const std::vector<CandidatePair>& candidates, unsigned threads);

}  // namespace tally::linker
