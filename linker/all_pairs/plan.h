// The plan for comparing all pairs of rows, between two sides or within one side. A task is a pair
// of blocks. Together the tasks have each pair of rows once.
//
// Tasks do not depend on each other. A task's result is a value. Results merge to the same whole in
// any order, even if a task ran twice (search/search_task.h, compare/compare_task.h).
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
  // The tasks that can have a pair of at least this Dice. Tasks with the nearest popcounts come
  // first, so that a search soon finds good pairs and can leave out most distant ones. Tasks next
  // to each other share no block.
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

  std::vector<RowOrder> orders_;  // only one within a side
  std::vector<Task> tasks_;
};

// Runs all tasks on at most `threads` threads (common/parallel.h). The whole run advances the
// progress by `steps`.
void run_tasks(const Plan& plan, unsigned threads, Progress* progress, std::uint64_t steps,
               const std::function<void(std::size_t task, unsigned thread)>& run);

}  // namespace tally::linker
