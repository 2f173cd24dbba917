// The plan of comparing all pairs of rows, of two sides or within one: tasks, each a pair of
// blocks, which together have each pair of rows once.
//
// A task stands by itself. Its result is a value, and results merge to the same whole in any order,
// also when a task was run twice (search/search_task.h, compare/compare_task.h).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "common/dice.h"
#include "common/progress.h"
#include "linker/all_pairs/row_order.h"

namespace tally::linker {

struct Task {
  std::uint32_t left, right;  // blocks
};

class Plan {
 public:
  // The tasks that can hold a pair of at least this Dice. Nearest popcounts come first, so that a
  // search soon knows good pairs and can leave out most of the far ones; neighbours share no block.
  static Plan between(RowOrder left, RowOrder right, Threshold least = {});
  static Plan within(RowOrder side);

  const RowOrder& left() const { return orders_.front(); }
  const RowOrder& right() const { return orders_.back(); }
  bool is_within() const { return orders_.size() == 1; }
  const std::vector<Task>& tasks() const { return tasks_; }

  // Calls compare(left panel, right panel) for all panels of a task. A panel that is compared with
  // itself has each pair of its rows in both orders.
  template <class Compare>
  void for_each_panel_pair(Task task, Compare compare) const {
    const Span lefts = left().panels_of_block(task.left);
    const Span rights = right().panels_of_block(task.right);
    const bool same = is_within() && task.left == task.right;
    for (std::size_t l = lefts.begin; l < lefts.end; ++l)
      for (std::size_t r = same ? l : rights.begin; r < rights.end; ++r) compare(l, r);
  }

 private:
  Plan(std::vector<RowOrder> orders, const std::vector<Task>& tasks, Threshold least);

  std::vector<RowOrder> orders_;  // one when within a side
  std::vector<Task> tasks_;
};

// Runs all tasks, on at most so many threads (common/parallel.h); the progress of all together is
// `steps`.
void run_tasks(const Plan& plan, unsigned threads, Progress* progress, std::uint64_t steps,
               const std::function<void(std::size_t task, unsigned thread)>& run);

}  // namespace tally::linker
