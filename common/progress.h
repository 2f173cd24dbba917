// The progress of long work. A function that works for long takes a Progress and reports how much
// is done. Programs show a line on the terminal (common/terminal_progress.h); a test or a service
// can do something else.
#pragma once

#include <cstdint>
#include <string_view>

namespace tally {

class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() = default;

  // Starts a piece of work and ends the one before. label: such as "encoding"; total: in any unit,
  // 0 if unknown.
  virtual void begin(std::string_view label, std::uint64_t total) = 0;
  virtual void end() = 0;
  // Thread-safe and cheap; between begin and end.
  virtual void advance(std::uint64_t by) = 0;
  virtual void set(std::uint64_t done) = 0;  // absolute
};

}  // namespace tally
