#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "linker/all_pairs/plan.h"
#include "linker/compare/compare_task.h"
#include "linker/search/search_task.h"
#include "tests/unit/linker/made_up_rows.h"

namespace tally::linker::all_pairs_test {
namespace {

constexpr std::uint64_t kSeed = 20230517;

using made_up::SideData;

// Rows of popcount 0 to 199, in no order.
RowOrder order(std::uint32_t rows) {
  made_up::Random random(kSeed + rows);
  std::vector<RowOrder::Entry> entries;
  for (std::uint32_t row = 0; row < rows; ++row) entries.push_back({row, row, random.below(200)});
  return RowOrder(std::move(entries));
}

// Counts how often the tasks of a plan have each pair of places; within a side, only pairs in
// order.
std::map<std::pair<std::size_t, std::size_t>, int> pairs_of(const Plan& plan) {
  std::map<std::pair<std::size_t, std::size_t>, int> times;
  for (const Task task : plan.tasks()) {
    plan.for_each_panel_pair(task, [&](std::size_t left_panel, std::size_t right_panel) {
      const Span lefts = plan.left().places_of_panel(left_panel);
      const Span rights = plan.right().places_of_panel(right_panel);
      for (std::size_t l = lefts.begin; l < lefts.end; ++l)
        for (std::size_t r = rights.begin; r < rights.end; ++r)
          if (!plan.is_within() || l < r) ++times[{l, r}];
    });
  }
  return times;
}

bool all_once(const std::map<std::pair<std::size_t, std::size_t>, int>& times) {
  return std::ranges::all_of(times, [](const auto& pair) { return pair.second == 1; });
}

TEST_CASE("rows are ordered by popcount without the empty ones") {
  const RowOrder rows = order(3000);
  CHECK(rows.size() < 3000);
  CHECK(rows[0].popcount == 1);
  for (std::size_t place = 1; place < rows.size(); ++place)
    CHECK(std::pair(rows[place - 1].popcount, rows[place - 1].row) <
          std::pair(rows[place].popcount, rows[place].row));
}

TEST_CASE("a plan has every pair of rows once") {
  struct Case {
    std::uint32_t left, right;
  };
  for (const Case& rows : {Case{0, 5}, {5, 0}, {1, 1}, {70, 1100}, {1100, 70}}) {
    CAPTURE(rows.left);
    CAPTURE(rows.right);
    const Plan plan = Plan::between(order(rows.left), order(rows.right));
    const auto times = pairs_of(plan);
    CHECK(times.size() == plan.left().size() * plan.right().size());
    CHECK(all_once(times));
  }
  for (const std::uint32_t rows : {0U, 1U, 65U, 1500U}) {
    CAPTURE(rows);
    const Plan plan = Plan::within(order(rows));
    const auto times = pairs_of(plan);
    const std::size_t n = plan.left().size();
    CHECK(times.size() == n * (n - (n > 0 ? 1 : 0)) / 2);
    CHECK(all_once(times));
  }
}

TEST_CASE("a plan leaves out only tasks whose popcounts are too far apart") {
  const Threshold least{800'000'000};
  const Plan all = Plan::between(order(9000), order(9000));
  const Plan some = Plan::between(order(9000), order(9000), least);
  CHECK(some.tasks().size() < all.tasks().size());
  std::size_t near = 0;
  for (const Task task : all.tasks()) {
    const Span l = all.left().places_of_block(task.left);
    const Span r = all.right().places_of_block(task.right);
    bool reaches = false;
    for (std::size_t i = l.begin; i < l.end; ++i) {
      const std::uint32_t x = all.left()[i].popcount;
      for (const std::size_t j : {r.begin, r.end - 1}) {
        const std::uint32_t y = all.right()[j].popcount;
        reaches |= at_least(Dice{std::min(x, y), x + y}, least);
      }
    }
    if (reaches) ++near;
  }
  CHECK(some.tasks().size() >= near);
}

TEST_CASE("the highest Dice of two ranges of popcounts is that of their nearest") {
  CHECK(highest_dice({1, 5}, {5, 9}) == Dice{1, 2});
  CHECK(highest_dice({1, 5}, {7, 9}) == Dice{5, 12});
  CHECK(highest_dice({7, 9}, {1, 5}) == Dice{5, 12});
  CHECK(highest_dice({1, 9}, {3, 4}) == Dice{1, 2});
}

// Keys with few records and few ratios, so that they repeat.
TopLists made_up_lists(std::size_t rows, made_up::Random& random) {
  TopLists lists(rows);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::uint32_t k = random.below(30); k > 0; --k)
      lists.insert(row, key_of(random.below(9) << 28 | 1, random.below(25)));
  return lists;
}

TopLists merged(TopLists lists, const TopLists& more) {
  lists.merge(0, more);
  return lists;
}

TEST_CASE("top lists merge to the same in any order and also twice") {
  MESSAGE("seed ", kSeed);
  made_up::Random random(kSeed);
  for (int round = 0; round < 50; ++round) {
    const TopLists a = made_up_lists(20, random);
    const TopLists b = made_up_lists(20, random);
    const TopLists c = made_up_lists(20, random);
    CHECK(merged(a, b) == merged(b, a));
    CHECK(merged(merged(a, b), c) == merged(a, merged(b, c)));
    CHECK(merged(a, a) == a);
    CHECK(merged(merged(a, b), a) == merged(a, b));
    CHECK(merged(a, TopLists(20)) == a);
  }
}

TEST_CASE("the bound of a top list never falls") {
  made_up::Random random(kSeed);
  TopLists lists(1);
  for (int k = 0; k < 500; ++k) {
    const std::uint32_t before = lists.bound(0);
    lists.insert(0, key_of(static_cast<std::uint32_t>(random.next()), random.below(40)));
    CHECK(lists.bound(0) >= before);
  }
  CHECK(lists.bound(0) > 1);
}

// Every number once in a random order, and some of them again.
std::vector<std::size_t> shuffled(std::size_t count, made_up::Random& random) {
  std::vector<std::size_t> numbers;
  for (std::size_t n = 0; n < count; ++n) {
    numbers.push_back(n);
    if (random.below(3) == 0) numbers.push_back(n);
  }
  for (std::size_t n = numbers.size(); n > 1; --n)
    std::swap(numbers[n - 1], numbers[random.below(static_cast<std::uint32_t>(n))]);
  return numbers;
}

// shared: each task begins with the results of earlier tasks; otherwise with empty lists.
std::pair<TopLists, TopLists> search_all(const SideData& left, const SideData& right,
                                         const Plan& plan, std::vector<std::size_t> tasks,
                                         bool shared) {
  BestLists best(plan);
  BestLists nothing(plan);
  const SearchRows l = left.view();
  const SearchRows r = right.view();
  TaskSearch search(l, r, plan, best_kernel());
  for (const std::size_t task : tasks)
    best.merge(search.run((shared ? best : nothing).part(plan.tasks()[task])));
  return {best.left(), best.right()};
}

TEST_CASE("search tasks merge to the same in any order and also twice") {
  MESSAGE("seed ", kSeed);
  const SideData left = made_up::side(2100, 128, 2, kSeed);
  const SideData right = made_up::side(1300, 128, 2, kSeed + 1);
  made_up::Random random(kSeed);
  const auto check = [&](const SideData& other, const Plan& plan) {
    std::vector<std::size_t> in_order(plan.tasks().size());
    std::iota(in_order.begin(), in_order.end(), std::size_t{0});
    const auto expected = search_all(left, other, plan, in_order, true);
    for (int round = 0; round < 3; ++round) {
      const std::vector<std::size_t> tasks = shuffled(in_order.size(), random);
      CHECK(search_all(left, other, plan, tasks, false) == expected);
      CHECK(search_all(left, other, plan, tasks, true) == expected);
    }
  };
  check(right, Plan::between(order_of(left.view()), order_of(right.view())));
  check(left, Plan::within(order_of(left.view())));
}

TEST_CASE("compare tasks merge to the same in any order and also twice") {
  const Threshold threshold{900'000'000};
  const ClkTable left = made_up::rows(2100, 128, kSeed);
  const ClkTable right = made_up::rows(1300, 128, kSeed + 1);
  const auto rows_of = [](const SimilarPairs& pairs) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows;
    for (const SimilarPair& pair : pairs) rows.emplace_back(pair.left, pair.right);
    return rows;
  };
  const auto expected = rows_of(compare(left, right, threshold, best_kernel(), 2).value());
  CHECK(!expected.empty());
  const CompareTasks tasks(left, right, threshold, best_kernel(), 1);
  made_up::Random random(kSeed);
  std::vector<Hit> hits(kPanelRows * kPanelRows);
  std::vector<SimilarPairs> parts;
  for (const std::size_t task : shuffled(tasks.plan().tasks().size(), random))
    parts.push_back(tasks.run(tasks.plan().tasks()[task], hits));
  CHECK(rows_of(merge(std::move(parts))) == expected);
}

TEST_CASE("the best rows of two records are the most similar and of equal ones the lowest") {
  ClkTable clks(4, 64);
  const std::uint64_t words[] = {0, 0b0110, 0b0111, 0b0111};
  for (std::size_t row = 0; row < 4; ++row) clks.row(row)[0] = words[row];
  const std::vector<std::uint32_t> popcounts = {0, 2, 3, 3};
  const Filters filters{clks, popcounts};
  const auto best = [&](RowRange left, RowRange right) {
    const RowPair rows = best_rows(filters, left, filters, right);
    return std::pair(at(rows.left), at(rows.right));
  };
  CHECK(best({0, 2}, {1, 4}) == std::pair<std::size_t, std::size_t>(1, 1));
  CHECK(best({2, 4}, {0, 4}) == std::pair<std::size_t, std::size_t>(2, 2));
  CHECK(best({0, 1}, {3, 4}) == std::pair<std::size_t, std::size_t>(0, 3));  // empty: the lowest
  CHECK(best({0, 1}, {1, 4}) == std::pair<std::size_t, std::size_t>(0, 1));
  CHECK(dice_of(filters, RowIndex{1}, filters, RowIndex{2}) == Dice{2, 5});
}

}  // namespace
}  // namespace tally::linker::all_pairs_test
