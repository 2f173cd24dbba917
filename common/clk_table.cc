#include "common/clk_table.h"

#include <bit>
#include <cassert>

namespace tally {

std::uint32_t popcount(Clk clk) {
  return overlap(clk, clk);
}

std::uint32_t overlap(Clk a, Clk b) {
  assert(a.size() == b.size());
  std::uint32_t count = 0;
  for (std::size_t w = 0; w < a.size(); ++w)
    count += static_cast<std::uint32_t>(std::popcount(a[w] & b[w]));
  return count;
}

}  // namespace tally
