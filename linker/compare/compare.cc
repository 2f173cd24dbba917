#include "linker/compare/compare.h"

#include <algorithm>
#include <atomic>
#include <span>

#include "common/parallel.h"
#include "linker/compare/sift.h"

namespace tally::linker {
namespace {

constexpr std::size_t kTaskPanels = 8;  // left panels of a task, which stay in the nearest cache

bool better(const SimilarPair& x, const SimilarPair& y) {
  if (x.dice != y.dice) return x.dice > y.dice;
  return std::pair(x.left, x.right) < std::pair(y.left, y.right);
}

class Comparison {
 public:
  Comparison(const SiftSide& left, const SiftSide& right, Threshold threshold, const Kernel& kernel,
             Shape shape, std::size_t most_pairs)
      : left_(left),
        right_(right),
        threshold_(threshold),
        kernel_(kernel),
        shape_(shape),
        most_pairs_(most_pairs) {}

  std::size_t tasks() const { return (left_.panels() + kTaskPanels - 1) / kTaskPanels; }
  // False when there are too many pairs, which ends the other tasks too.
  bool run(unsigned threads, Progress* progress);
  std::vector<SimilarPair> take_pairs();

 private:
  void run_task(std::size_t task, std::vector<Hit>& hits);
  bool may_stay(std::size_t left_panel, std::size_t right_panel) const;
  void keep(std::size_t left_panel, std::size_t right_panel, std::span<const Hit> hits,
            std::vector<SimilarPair>& pairs) const;

  const SiftSide& left_;
  const SiftSide& right_;
  const Threshold threshold_;
  const Kernel& kernel_;
  const Shape shape_;
  const std::size_t most_pairs_;
  std::vector<std::vector<SimilarPair>> found_;  // by task
  std::atomic<std::size_t> count_{0};
};

bool Comparison::run(unsigned threads, Progress* progress) {
  found_.resize(tasks());
  std::vector<std::vector<Hit>> hits(std::max(threads, 1U),
                                     std::vector<Hit>(kPanelRows * kPanelRows));
  std::atomic<std::uint64_t> done{0};
  const auto steps = [&](std::uint64_t tasks_done) { return tasks_done * kCompareSteps / tasks(); };
  parallel_for(tasks(), threads, [&](std::size_t task, unsigned thread) {
    run_task(task, hits[thread]);
    const std::uint64_t before = done++;
    if (progress != nullptr) progress->advance(steps(before + 1) - steps(before));
  });
  return count_ <= most_pairs_;
}

void Comparison::run_task(std::size_t task, std::vector<Hit>& hits) {
  std::vector<SimilarPair>& pairs = found_[task];
  const std::size_t end = std::min(left_.panels(), (task + 1) * kTaskPanels);
  for (std::size_t r = 0; r < right_.panels(); ++r) {
    const std::size_t before = pairs.size();
    for (std::size_t l = task * kTaskPanels; l < end; ++l) {
      if (!may_stay(l, r)) continue;
      const std::size_t count = kernel_.sift(shape_, left_.panel(l), right_.panel(r), hits.data());
      keep(l, r, std::span(hits).first(count), pairs);
    }
    if ((count_ += pairs.size() - before) > most_pairs_) return;
  }
}

// Dice of two rows is highest when the one with fewer bits lies within the other [Swamidass2007].
bool Comparison::may_stay(std::size_t l, std::size_t r) const {
  const bool left_has_fewer = left_.highest(l) < right_.lowest(r);
  if (!left_has_fewer && right_.highest(r) >= left_.lowest(l)) return true;
  const std::uint32_t fewer = left_has_fewer ? left_.highest(l) : right_.highest(r);
  const std::uint32_t more = left_has_fewer ? right_.lowest(r) : left_.lowest(l);
  return at_least(Dice{fewer, fewer + more}, threshold_);
}

void Comparison::keep(std::size_t left_panel, std::size_t right_panel, std::span<const Hit> hits,
                      std::vector<SimilarPair>& pairs) const {
  for (const Hit& hit : hits) {
    const std::size_t l = left_panel * kPanelRows + hit.left;
    const std::size_t r = right_panel * kPanelRows + hit.right;
    const Dice dice{overlap(left_.clk(l), right_.clk(r)), left_.popcount(l) + right_.popcount(r)};
    if (at_least(dice, threshold_)) pairs.push_back({left_.row(l), right_.row(r), dice});
  }
}

std::vector<SimilarPair> Comparison::take_pairs() {
  std::vector<SimilarPair> all;
  all.reserve(count_);
  for (std::vector<SimilarPair>& pairs : found_) {
    all.insert(all.end(), pairs.begin(), pairs.end());
    std::vector<SimilarPair>().swap(pairs);
  }
  std::sort(all.begin(), all.end(), better);
  return all;
}

}  // namespace

Result<Threshold> parse_threshold(std::string_view text) {
  const Error wrong = usage_error(
      "--threshold: not a decimal above 0 and at most 1, of at most nine digits behind the point",
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
                   "both sides must be encoded by the same schema");
  }
  const std::vector<std::uint32_t> columns = choose_columns(left, right, threshold);
  const SiftSide left_side(left, columns, threshold, kernel, kernel.pack_left, threads);
  const SiftSide right_side(right, columns, threshold, kernel, kernel.pack_right, threads);
  const Shape shape = sift_shape(static_cast<std::uint32_t>(columns.size()), left.bits());
  Comparison comparison(left_side, right_side, threshold, kernel, shape, most_pairs);
  if (!comparison.run(threads, progress)) {
    return refused("more than " + std::to_string(most_pairs) + " pairs at this threshold",
                   "raise --threshold");
  }
  return comparison.take_pairs();
}

}  // namespace tally::linker
