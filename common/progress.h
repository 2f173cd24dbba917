// How far long work has come: what works is given a Progress and says how much is done. Programs
// show a line on the terminal (common/terminal_progress.h); a test or a service may do otherwise.
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

  // The work that follows; it ends the work before. label as in "encoding"; total in any unit, 0
  // when unknown.
  virtual void begin(std::string_view label, std::uint64_t total) = 0;
  virtual void end() = 0;
  // Thread-safe and cheap; between begin and end.
  virtual void advance(std::uint64_t by) = 0;
  virtual void set(std::uint64_t done) = 0;  // the same, absolute
};

}  // namespace tally
