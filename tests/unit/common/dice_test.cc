#include "common/dice.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "common/clk_table.h"

namespace tally::dice_test {
namespace {

// Every Dice two filters of up to `bits` bits can have: overlap at most half the total.
std::vector<Dice> every_dice(std::uint32_t bits) {
  std::vector<Dice> all;
  for (std::uint32_t total = 1; total <= 2 * bits; ++total) {
    for (std::uint32_t overlap = 0; 2 * overlap <= total; ++overlap)
      all.push_back({overlap, total});
  }
  return all;
}

}  // namespace

TEST_CASE("order of two Dice is the order of their fixed points") {
  for (const Dice a : every_dice(12)) {
    for (const Dice b : every_dice(12)) {
      CHECK((a <=> b) == (fixed_point(a) <=> fixed_point(b)));
      CHECK((a == b) == (a.overlap * b.total == b.overlap * a.total));
    }
  }
}

TEST_CASE("the closest Dice of the largest filters stay apart") {
  const Dice a{32767, 65535};
  const Dice b{32766, 65533};
  CHECK(a != b);
  CHECK(fixed_point(a) != fixed_point(b));
  CHECK(fixed_point({32768, 65536}) == std::int64_t{1} << 32);
}

TEST_CASE("a Dice on the threshold is at least the threshold") {
  CHECK(at_least({13, 50}, Permille{520}));  // 0.52, which a rounded bound would lose
  CHECK(!at_least({13, 50}, Permille{521}));
  CHECK(at_least({2, 5}, Permille{800}));
  CHECK(!at_least({399, 999}, Permille{800}));
  CHECK(at_least({0, 1}, Permille{0}));
  CHECK(at_least({1, 2}, Permille{1000}));
}

TEST_CASE("rows of a table are apart and aligned and padded with zero") {
  ClkTable table(3, 70);
  CHECK(table.words() == 2);
  CHECK(reinterpret_cast<std::uintptr_t>(table.data()) % 64 == 0);
  std::ranges::fill(table.row(1), ~std::uint64_t{0});
  table.row(2)[0] = 0b1011;
  CHECK(popcount(table[0]) == 0);
  CHECK(popcount(table[1]) == 128);
  CHECK(popcount(table[2]) == 3);
  CHECK(overlap(table[1], table[2]) == 3);
  CHECK(overlap(table[0], table[2]) == 0);
  CHECK(ClkTable().rows() == 0);
  CHECK(ClkTable(0, 512).rows() == 0);
}

}  // namespace tally::dice_test
