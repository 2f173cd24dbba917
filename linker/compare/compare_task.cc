#include "linker/compare/compare_task.h"

#include <algorithm>
#include <span>
#include <utility>

namespace tally::linker {
namespace {

RowOrder order_of(const ClkTable& clks) {
  std::vector<RowOrder::Entry> entries;
  for (std::uint32_t row = 0; row < clks.rows(); ++row)
    entries.push_back({row, row, popcount(clks[row])});
  return RowOrder(std::move(entries));
}

bool better(const SimilarPair& x, const SimilarPair& y) {
  if (x.dice != y.dice) return x.dice > y.dice;
  return std::pair(x.left, x.right) < std::pair(y.left, y.right);
}

bool same_rows(const SimilarPair& x, const SimilarPair& y) {
  return x.left == y.left && x.right == y.right;
}

}  // namespace

CompareTasks::CompareTasks(const ClkTable& left, const ClkTable& right, Threshold threshold,
                           const Kernel& kernel, unsigned threads)
    : threshold_(threshold),
      kernel_(kernel),
      plan_(Plan::between(order_of(left), order_of(right), threshold)),
      columns_(choose_columns(left, right, threshold)),
      left_(left, plan_.left(), columns_, threshold, kernel, kernel.pack_left, threads),
      right_(right, plan_.right(), columns_, threshold, kernel, kernel.pack_right, threads) {}

SimilarPairs CompareTasks::run(Task task, std::vector<Hit>& hits) const {
  SimilarPairs pairs;
  plan_.for_each_panel_pair(task,
                            [&](std::size_t l, std::size_t r) { compare(l, r, hits, pairs); });
  return pairs;
}

void CompareTasks::compare(std::size_t left_panel, std::size_t right_panel, std::vector<Hit>& hits,
                           SimilarPairs& pairs) const {
  if (!at_least(highest_dice(left_.popcounts(left_panel), right_.popcounts(right_panel)),
                threshold_))
    return;
  const std::size_t count =
      kernel_.sift(left_.shape(), left_.panel(left_panel), right_.panel(right_panel), hits.data());
  for (const Hit& hit : std::span(hits).first(count)) {
    const RowOrder::Entry& l = plan_.left()[left_panel * kPanelRows + hit.left];
    const RowOrder::Entry& r = plan_.right()[right_panel * kPanelRows + hit.right];
    const Dice dice{overlap(left_.clk(l), right_.clk(r)), l.popcount + r.popcount};
    if (at_least(dice, threshold_)) pairs.push_back({l.row, r.row, dice});
  }
}

SimilarPairs merge(std::vector<SimilarPairs> parts) {
  std::size_t count = 0;
  for (const SimilarPairs& part : parts) count += part.size();
  SimilarPairs all;
  all.reserve(count);
  for (SimilarPairs& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
    SimilarPairs().swap(part);
  }
  std::sort(all.begin(), all.end(), better);
  all.erase(std::unique(all.begin(), all.end(), same_rows), all.end());
  return all;
}

}  // namespace tally::linker
