// Shares work among threads. The outcome does not depend on how the work is shared.
#pragma once

#include <cstddef>
#include <functional>

namespace tally {

// Calls work(task, thread) once for every task in [0, tasks), on at most `threads` threads (thread
// in [0, threads)), in no particular order. Returns when all are done, or earlier with the
// exception of a task that throws (out of memory). Uses fewer threads if the system allows no more.
// Each task or thread must write to its own memory; the caller combines the results in task order.
void parallel_for(std::size_t tasks, unsigned threads,
                  const std::function<void(std::size_t task, unsigned thread)>& work);

}  // namespace tally
