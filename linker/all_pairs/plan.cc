#include "linker/all_pairs/plan.h"

#include <atomic>
#include <utility>

#include "common/parallel.h"

namespace tally::linker {
namespace {

std::vector<Task> tasks_between(std::size_t left, std::size_t right) {
  std::vector<Task> tasks;
  tasks.reserve(left * right);
  for (std::size_t step = 0; step < right; ++step) {
    const std::size_t away = step % 2 == 1 ? (step + 1) / 2 : right - step / 2;  // 0 1 -1 2 -2 ...
    for (std::size_t l = 0; l < left; ++l) {
      tasks.push_back({static_cast<std::uint32_t>(l),
                       static_cast<std::uint32_t>((l * right / left + away) % right)});
    }
  }
  return tasks;
}

std::vector<Task> tasks_within(std::size_t blocks) {
  std::vector<Task> tasks;
  tasks.reserve(blocks * (blocks + 1) / 2);
  for (std::uint32_t away = 0; away < blocks; ++away)
    for (std::uint32_t l = 0; l + away < blocks; ++l) tasks.push_back({l, l + away});
  return tasks;
}

std::vector<RowOrder> list_of(RowOrder first) {
  std::vector<RowOrder> orders;
  orders.push_back(std::move(first));
  return orders;
}

}  // namespace

Plan::Plan(std::vector<RowOrder> orders, const std::vector<Task>& tasks, Threshold least)
    : orders_(std::move(orders)) {
  for (const Task task : tasks) {
    const Popcounts l = left().popcounts(left().places_of_block(task.left));
    const Popcounts r = right().popcounts(right().places_of_block(task.right));
    if (at_least(highest_dice(l, r), least)) tasks_.push_back(task);
  }
}

Plan Plan::between(RowOrder left, RowOrder right, Threshold least) {
  const std::vector<Task> tasks = tasks_between(left.blocks(), right.blocks());
  std::vector<RowOrder> orders = list_of(std::move(left));
  orders.push_back(std::move(right));
  return {std::move(orders), tasks, least};
}

Plan Plan::within(RowOrder side) {
  const std::vector<Task> tasks = tasks_within(side.blocks());
  return {list_of(std::move(side)), tasks, {}};
}

void run_tasks(const Plan& plan, unsigned threads, Progress* progress, std::uint64_t steps,
               const std::function<void(std::size_t task, unsigned thread)>& run) {
  const std::size_t tasks = plan.tasks().size();
  std::atomic<std::uint64_t> done{0};
  parallel_for(tasks, threads, [&](std::size_t task, unsigned thread) {
    run(task, thread);
    const std::uint64_t before = done++;
    if (progress != nullptr)
      progress->advance((before + 1) * steps / tasks - before * steps / tasks);
  });
}

}  // namespace tally::linker
