// One line of progress with the time left, on a terminal only, after two seconds of work.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "common/progress.h"

namespace tally {

class TerminalProgress final : public Progress {
 public:
  TerminalProgress();
  TerminalProgress(std::string_view label, std::uint64_t total) : TerminalProgress() {
    begin(label, total);
  }
  ~TerminalProgress() override { end(); }

  void begin(std::string_view label, std::uint64_t total) override;
  void end() override;  // clears the line
  void advance(std::uint64_t by) override;
  void set(std::uint64_t done) override;

 private:
  void draw(std::uint64_t done);
  std::string label_;
  std::uint64_t total_ = 0;
  std::chrono::steady_clock::time_point start_;
  std::atomic<std::uint64_t> done_{0};
  std::atomic<std::int64_t> next_draw_ms_{0};
  std::mutex drawing_;
  bool drawn_ = false;
  const bool terminal_;
};

}  // namespace tally
