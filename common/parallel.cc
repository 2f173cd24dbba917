#include "common/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace tally {

void parallel_for(std::size_t tasks, unsigned threads,
                  const std::function<void(std::size_t task, unsigned thread)>& work) {
  std::atomic<std::size_t> next{0};
  const auto take_tasks = [&](unsigned thread) {
    for (std::size_t task = next++; task < tasks; task = next++) work(task, thread);
  };
  const auto helpers = static_cast<unsigned>(
      std::min<std::size_t>(std::max(threads, 1U), std::max<std::size_t>(tasks, 1)) - 1);
  std::vector<std::jthread> pool;  // joined at the end of the scope
  pool.reserve(helpers);
  for (unsigned thread = 1; thread <= helpers; ++thread) pool.emplace_back(take_tasks, thread);
  take_tasks(0);
}

}  // namespace tally
