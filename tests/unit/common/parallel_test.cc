#include "common/parallel.h"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <new>
#include <vector>

#include "common/port/processor.h"
#include "common/terminal_progress.h"

namespace tally::parallel_test {

TEST_CASE("each task runs once with any number of threads") {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 17U}) {
    for (const std::size_t tasks :
         {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{1000}}) {
      CAPTURE(threads);
      CAPTURE(tasks);
      std::vector<int> runs(tasks, 0);
      std::atomic<bool> thread_in_range{true};
      parallel_for(tasks, threads, [&](std::size_t task, unsigned thread) {
        ++runs[task];
        if (thread >= (threads == 0 ? 1 : threads)) thread_in_range = false;
      });
      CHECK(runs == std::vector<int>(tasks, 1));
      CHECK(thread_in_range);
    }
  }
}

TEST_CASE("an exception of any thread reaches the caller when all have ended") {
  for (const unsigned threads : {1U, 3U}) {
    CAPTURE(threads);
    std::atomic<int> running{0};
    const auto work = [&](std::size_t task, unsigned) {
      ++running;
      if (task == 7) {
        --running;
        throw std::bad_alloc();
      }
      --running;
    };
    CHECK_THROWS_AS(parallel_for(1000, threads, work), std::bad_alloc);
    CHECK(running == 0);
  }
}

TEST_CASE("there is at least one processor") {
  CHECK(port::available_processors() >= 1);
}

TEST_CASE("progress may be counted from many threads") {
  TerminalProgress progress("testing", 1000);
  parallel_for(1000, 4, [&](std::size_t task, unsigned) {
    if (task % 2 == 0) progress.advance(1);
    if (task % 2 == 1) progress.set(task);
  });
}

}  // namespace tally::parallel_test
