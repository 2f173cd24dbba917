#include "common/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace tally {
namespace {

// Keeps the first exception of any thread for the caller.
class Failure {
 public:
  void take() {
    const std::lock_guard hold(lock_);
    if (!first_) first_ = std::current_exception();
  }
  void rethrow() const {
    if (first_) std::rethrow_exception(first_);
  }

 private:
  std::mutex lock_;
  std::exception_ptr first_;
};

}  // namespace

void parallel_for(std::size_t tasks, unsigned threads,
                  const std::function<void(std::size_t task, unsigned thread)>& work) {
  std::atomic<std::size_t> next{0};
  Failure failure;
  const auto take_tasks = [&](unsigned thread) {
    try {
      for (std::size_t task = next++; task < tasks; task = next++) work(task, thread);
    } catch (...) {  // out of memory
      failure.take();
      next = tasks;
    }
  };
  const auto helpers = static_cast<unsigned>(
      std::min<std::size_t>(std::max(threads, 1U), std::max<std::size_t>(tasks, 1)) - 1);
  {
    std::vector<std::jthread> pool;  // joined at the end of the scope
    pool.reserve(helpers);
    try {
      for (unsigned thread = 1; thread <= helpers; ++thread) pool.emplace_back(take_tasks, thread);
    } catch (const std::system_error&) {
      // The system allows no more threads: the threads that have started do all the work.
    }
    take_tasks(0);
  }
  failure.rethrow();
}

}  // namespace tally
