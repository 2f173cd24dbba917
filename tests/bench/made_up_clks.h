// Made-up 1024-bit CLKs of people, as like each other as real ones: names of few letters that are
// common or rare, dates, addresses in streets and towns, so that bits are correlated as they are in
// real CLKs (random bits flatter every pruning). Popcounts have mean 387 and deviation 40, and a
// quarter of the second side are people of the first with mistakes and moves. The same on every
// machine for a seed.
#pragma once

#include <cstdint>
#include <vector>

#include "common/clk_table.h"
#include "linker/search/search.h"

namespace tally::bench {

struct MadeUpSide {
  ClkTable clks;
  std::vector<std::uint32_t> popcounts;
  std::vector<linker::SearchRows::Record> records;  // of one row each
  linker::SearchRows view() const { return {{clks, popcounts}, records}; }
};
struct MadeUpSides {
  MadeUpSide left, right;
};

MadeUpSides made_up_clks(std::size_t rows_a_side, std::uint64_t seed);

}  // namespace tally::bench
