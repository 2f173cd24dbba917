// join_bands: finds the pairs of records that have equal bands, and counts them by column.
//
// No record shares a band value with another of its own file, so a value leads to at most one
// record on either side, and the work grows with the number of records, not of pairs, but for one
// look at each value of the right for each block of the left. The result is the same for any number
// of threads. Memory: a block at a time on each thread, and the result.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "common/ids.h"
#include "common/progress.h"
#include "linker/receive/participants.h"

namespace tally::linker {

// Some records of a submission seen through columns of bands.
struct JoinSide : Participants {
  std::vector<const BandColumn*> columns;  // both sides alike
};

// Fewer equal bands than these, over all columns, are chance, and most pairs are such.
inline constexpr std::uint32_t kLeastBands = 1;

// A pair of records by its row pair of most equal bands (ties: lowest left row, then right row).
struct JoinedPair {
  RecordIndex left;
  RecordIndex right;
  RowIndex left_row;
  RowIndex right_row;
};

struct JoinedPairs {
  std::vector<JoinedPair> pairs;  // ordered by left, then right
  std::size_t columns = 0;
  std::vector<std::uint16_t> equal;  // bands: of each pair, each column

  std::span<const std::uint16_t> equal_of(std::size_t pair) const {
    return std::span(equal).subspan(pair * columns, columns);
  }
};

// The total of the Progress given to a join.
inline constexpr std::uint64_t kJoinSteps = 1000;

JoinedPairs join_bands(const JoinSide& left, const JoinSide& right, unsigned threads,
                       Progress* progress = nullptr);

}  // namespace tally::linker
