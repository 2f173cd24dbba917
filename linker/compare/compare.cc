#include "linker/compare/compare.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>

#include "linker/compare/compare_task.h"

namespace tally::linker {

Result<Threshold> parse_threshold(std::string_view text) {
  const Error wrong = usage_error(
      "--threshold: not a decimal above 0 and at most 1, with at most nine decimal places",
      "as in 0.85");
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view digits = text.substr(std::min(point + 1, text.size()));
  if (digits.size() > 9 || (whole.empty() && digits.empty()) || whole.size() > 1) return wrong;
  std::uint64_t value = 0;
  for (const char c : whole) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  for (std::size_t i = 0; i < 9; ++i)
    value = value * 10 + (i < digits.size() ? static_cast<std::uint64_t>(digits[i] - '0') : 0);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::all_of(whole.begin(), whole.end(), is_digit) ||
      !std::all_of(digits.begin(), digits.end(), is_digit) || value == 0 || value > Threshold::kOne)
    return wrong;
  return Threshold{static_cast<std::uint32_t>(value)};
}

Result<std::vector<SimilarPair>> compare(const ClkTable& left, const ClkTable& right,
                                         Threshold threshold, const Kernel& kernel,
                                         unsigned threads, Progress* progress,
                                         std::size_t most_pairs) {
  if (left.bits() != right.bits()) {
    return refused("filters of " + std::to_string(left.bits()) + " bits on the left and of " +
                       std::to_string(right.bits()) + " on the right",
                   "encode both sides with the same schema");
  }
  const CompareTasks tasks(left, right, threshold, kernel, threads);
  std::vector<SimilarPairs> parts(tasks.plan().tasks().size());
  std::vector<std::vector<Hit>> hits(std::max(threads, 1U),
                                     std::vector<Hit>(kPanelRows * kPanelRows));
  std::atomic<std::size_t> count{0};
  run_tasks(tasks.plan(), threads, progress, kCompareSteps, [&](std::size_t task, unsigned thread) {
    if (count > most_pairs) return;
    parts[task] = tasks.run(tasks.plan().tasks()[task], hits[thread]);
    count += parts[task].size();
  });
  if (count > most_pairs) {
    return refused("more than " + std::to_string(most_pairs) + " pairs at this threshold",
                   "raise --threshold");
  }
  return merge(std::move(parts));
}

}  // namespace tally::linker
