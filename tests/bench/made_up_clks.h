// Made-up CLKs of 1024 bits for people who are as alike as real ones: common and rare names, dates,
// addresses in streets and towns. So the bits are correlated as in real CLKs; with random bits,
// every pruning would look better than it is. Popcounts have mean 387 and standard deviation 40. A
// quarter of the second side are people of the first side, with errors and moves. A seed gives the
// same CLKs on every machine.
#pragma once

#include <cstdint>
#include <vector>

#include "common/clk_table.h"
#include "linker/search/search.h"

namespace tally::bench {

struct MadeUpSide {
  ClkTable clks;
  std::vector<std::uint32_t> popcounts;
  std::vector<linker::SearchRows::Record> records;  // with one row each
  linker::SearchRows view() const { return {{clks, popcounts}, records}; }
};
struct MadeUpSides {
  MadeUpSide left, right;
};

MadeUpSides made_up_clks(std::size_t rows_a_side, std::uint64_t seed);

}  // namespace tally::bench
