// One line of progress with the time left, on a terminal only, after two seconds of work.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace tally {

class Progress {
 public:
  // label as in "encoding"; total in any unit, 0 when unknown.
  Progress(std::string label, std::uint64_t total);
  ~Progress();  // clears its line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(std::uint64_t by);  // thread-safe, cheap
  void set(std::uint64_t done);    // the same, absolute

 private:
  void draw(std::uint64_t done);
  const std::string label_;
  const std::uint64_t total_;
  const std::chrono::steady_clock::time_point start_;
  std::atomic<std::uint64_t> done_{0};
  std::atomic<std::int64_t> next_draw_ms_{2000};
  std::mutex drawing_;
  bool drawn_ = false;
  const bool terminal_;
};

}  // namespace tally
