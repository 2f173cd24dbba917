#include "common/clk_table.h"

#include <doctest/doctest.h>

#include <bit>
#include <vector>

namespace tally::clk_table_test {
namespace {

TEST_CASE("popcount and overlap count every bit of any number of words") {
  // Nearly all ones, to find a partial sum that overflows; it would at 31 words and their
  // multiples.
  for (std::size_t words = 1; words <= 130; ++words) {
    CAPTURE(words);
    std::vector<std::uint64_t> a(words, ~std::uint64_t{0});
    std::vector<std::uint64_t> b(words, ~std::uint64_t{0});
    CHECK(popcount(a) == 64 * words);
    std::uint32_t both = 0;
    for (std::size_t w = 0; w < words; ++w) {
      a[w] ^= std::uint64_t{1} << w % 64;
      b[w] ^= std::uint64_t{5} << w * 7 % 62;
      both += static_cast<std::uint32_t>(std::popcount(a[w] & b[w]));
    }
    CHECK(popcount(a) == 63 * words);
    CHECK(overlap(a, b) == both);
    CHECK(overlap(b, a) == both);
  }
}

TEST_CASE("a table is zero at first and its rows lie one after another from an aligned start") {
  ClkTable table(3, 70);
  CHECK(table.rows() == 3);
  CHECK(table.words() == 2);
  CHECK(reinterpret_cast<std::uintptr_t>(table.data()) % 64 == 0);
  for (std::size_t r = 0; r < 3; ++r) {
    CHECK(popcount(table[r]) == 0);
    CHECK(table[r].data() == table.data() + 2 * r);
  }
  table.row(1)[1] = 3;
  CHECK(popcount(table[1]) == 2);
  CHECK(popcount(table[2]) == 0);
  CHECK(ClkTable().rows() == 0);
}

}  // namespace
}  // namespace tally::clk_table_test
