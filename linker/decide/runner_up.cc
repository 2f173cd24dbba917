#include "linker/decide/runner_up.h"

#include <algorithm>
#include <array>
#include <functional>

namespace tally::linker {
namespace {

constexpr std::size_t kLeastQueries = 50;  // over the threshold, to draw the null from
constexpr int kMaxRounds = 40;
constexpr std::array<std::size_t, 3> kStartPercents = {30, 60, 85};

struct Round {
  std::int64_t threshold;
  double pi;           // share of queries that have a match
  double correct;      // expected among best scores at or over the threshold
  double best_scores;  // at or over the threshold
  double f;            // expected F1 there
};

class Null {
 public:
  explicit Null(const std::vector<TopTwo>& queries) : by_second_(queries) {
    for (const TopTwo& query : queries) best_.push_back(query.best);
    std::sort(best_.begin(), best_.end(), std::greater<>());
    std::sort(by_second_.begin(), by_second_.end(),
              [](const TopTwo& a, const TopTwo& b) { return a.second > b.second; });
  }

  std::optional<Round> from_start(std::size_t percent) const {
    std::optional<Round> last;
    const std::size_t n = best_.size();
    std::int64_t threshold = best_[n - 1 - (n - 1) * percent / 100];
    for (int i = 0; i < kMaxRounds; ++i) {
      const std::optional<Round> next = round(threshold);
      if (!next) break;
      const bool settled = next->threshold == threshold;
      last = next;
      threshold = next->threshold;
      if (settled) break;
    }
    return last;
  }

 private:
  double best_at_least(std::int64_t score) const {
    return static_cast<double>(
        std::upper_bound(best_.begin(), best_.end(), score, std::greater<>()) - best_.begin());
  }

  // Draws the null from the queries whose best score is over the threshold, then finds the
  // threshold of highest expected F1 under it.
  std::optional<Round> round(std::int64_t threshold) const {
    std::vector<std::int64_t> seconds;  // descending
    for (const TopTwo& query : by_second_) {
      if (query.best >= threshold) seconds.push_back(query.second);
    }
    const auto finite_end = std::find(seconds.begin(), seconds.end(), kNoCandidate);
    if (seconds.size() < kLeastQueries || finite_end == seconds.begin()) return std::nullopt;
    const std::int64_t median = seconds[seconds.size() / 2];
    const double pi =
        share_with_match(seconds, median == kNoCandidate ? *(finite_end - 1) : median);
    return best_round(seconds, pi);
  }

  double share_with_match(const std::vector<std::int64_t>& seconds, std::int64_t low) const {
    const double n = static_cast<double>(best_.size());
    const auto reach = std::upper_bound(seconds.begin(), seconds.end(), low, std::greater<>());
    const double null =
        static_cast<double>(reach - seconds.begin()) / static_cast<double>(seconds.size());
    if (null >= 1) return kLeastShare;
    return std::clamp((best_at_least(low) / n - null) / (1 - null), kLeastShare, 1 - kLeastShare);
  }

  Round best_round(const std::vector<std::int64_t>& seconds, double pi) const {
    const double n = static_cast<double>(best_.size());
    Round best{0, pi, 0, 0, -1};
    std::size_t reach = 0;
    for (std::size_t i = 0; i < best_.size() && best_[i] != kNoCandidate; ++i) {
      if (i + 1 < best_.size() && best_[i + 1] == best_[i]) continue;
      while (reach < seconds.size() && seconds[reach] >= best_[i]) ++reach;
      const double null = static_cast<double>(reach) / static_cast<double>(seconds.size());
      const double scores = static_cast<double>(i + 1);
      const double correct = std::max(0.0, scores - (1 - pi) * n * null);
      const double f = 2 * correct / (scores + pi * n);
      if (f >= best.f) best = {best_[i], pi, correct, scores, f};  // the lowest on a tie
    }
    return best;
  }

  static constexpr double kLeastShare = 0.001;
  std::vector<std::int64_t> best_;  // descending
  std::vector<TopTwo> by_second_;   // by second, descending
};

}  // namespace

std::optional<NullEstimate> runner_up_null(const std::vector<TopTwo>& queries) {
  if (queries.empty()) return std::nullopt;
  const Null null(queries);
  std::optional<Round> best;
  for (const std::size_t percent : kStartPercents) {
    const std::optional<Round> end = null.from_start(percent);
    // f sqrt(pi) decides; squared, it needs no square root.
    if (end && (!best || end->f * end->f * end->pi > best->f * best->f * best->pi)) best = end;
  }
  if (!best) return std::nullopt;
  return NullEstimate{best->threshold, best->correct / best->best_scores,
                      best->pi * static_cast<double>(queries.size())};
}

}  // namespace tally::linker
