// Work shared among threads, with an outcome that does not depend on how it was shared.
#pragma once

#include <cstddef>
#include <functional>

namespace tally {

// Calls work(task, thread) once for every task in [0, tasks), on at most `threads` threads (thread
// in [0, threads)), in no particular order. Returns when all are done, sooner with the exception of
// one that throws (out of memory); fewer threads do where the system gives no more. What work
// writes must be apart for each task or each thread, and the caller combines it in task order.
void parallel_for(std::size_t tasks, unsigned threads,
                  const std::function<void(std::size_t task, unsigned thread)>& work);

}  // namespace tally
