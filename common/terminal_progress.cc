#include "common/terminal_progress.h"

#include <algorithm>
#include <cstdio>

#include "common/port/terminal.h"

namespace tally {
namespace {

constexpr std::int64_t kFirstDrawMs = 2000;
constexpr std::int64_t kRedrawMs = 200;
constexpr const char* kClearLine = "\r\x1b[K";

std::string duration_text(std::int64_t seconds) {
  if (seconds < 60) return std::to_string(seconds) + " s";
  if (seconds < 3600) {
    return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
  }
  return std::to_string(seconds / 3600) + " h " + std::to_string(seconds / 60 % 60) + " min";
}

std::int64_t ms_since(std::chrono::steady_clock::time_point start) {
  const auto passed = std::chrono::steady_clock::now() - start;
  return std::chrono::duration_cast<std::chrono::milliseconds>(passed).count();
}

}  // namespace

TerminalProgress::TerminalProgress() : terminal_(port::stderr_is_terminal()) {}

void TerminalProgress::begin(std::string_view label, std::uint64_t total) {
  end();
  label_ = label;
  total_ = total;
  start_ = std::chrono::steady_clock::now();
  done_ = 0;
  next_draw_ms_ = kFirstDrawMs;
}

void TerminalProgress::end() {
  if (drawn_) std::fputs(kClearLine, stderr);
  drawn_ = false;
}

void TerminalProgress::advance(std::uint64_t by) {
  const std::uint64_t done = done_.fetch_add(by, std::memory_order_relaxed) + by;
  if (terminal_) draw(done);
}

void TerminalProgress::set(std::uint64_t done) {
  done_.store(done, std::memory_order_relaxed);
  if (terminal_) draw(done);
}

void TerminalProgress::draw(std::uint64_t done) {
  const std::int64_t now_ms = ms_since(start_);
  if (now_ms < next_draw_ms_.load(std::memory_order_relaxed)) return;
  const std::unique_lock lock(drawing_, std::try_to_lock);
  if (!lock || now_ms < next_draw_ms_.load(std::memory_order_relaxed)) return;
  next_draw_ms_.store(now_ms + kRedrawMs, std::memory_order_relaxed);

  std::string line = label_ + ": ";
  if (total_ == 0 || done == 0) {
    line += duration_text(now_ms / 1000);
  } else {
    const double share = static_cast<double>(std::min(done, total_)) / static_cast<double>(total_);
    const double left_ms = static_cast<double>(now_ms) * (1 - share) / share;
    line += std::to_string(static_cast<int>(share * 100)) + " %, " +
            duration_text(static_cast<std::int64_t>(left_ms / 1000)) + " left";
  }
  line.resize(std::min<std::size_t>(line.size(), port::terminal_width() - 1));
  std::fputs((kClearLine + line).c_str(), stderr);
  drawn_ = true;
}

}  // namespace tally
