// The most similar rows of two records. Each record may have several rows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "common/clk_table.h"
#include "common/dice.h"
#include "common/ids.h"

namespace tally::linker {

// The filters of some rows, and the number of bits set in each; 0: the filter is empty.
struct Filters {
  const ClkTable& clks;
  std::span<const std::uint32_t> popcounts;
};

// Rows [first, end); at least one.
struct RowRange {
  std::uint32_t first, end;
};

struct RowPair {
  RowIndex left, right;
};

inline Dice dice_of(const Filters& left, RowIndex l, const Filters& right, RowIndex r) {
  return {overlap(left.clks[at(l)], right.clks[at(r)]),
          std::max(1U, left.popcounts[at(l)] + right.popcounts[at(r)])};
}

// The row pair of highest similarity. If several are equal, or no pair has a common bit, takes the
// lowest left row, then the lowest right row.
RowPair best_rows(const Filters& left, RowRange left_rows, const Filters& right,
                  RowRange right_rows);

}  // namespace tally::linker
