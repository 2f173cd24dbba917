#include "linker/decide/nearest_null.h"

#include <algorithm>
#include <functional>

namespace tally::linker {
namespace {

constexpr std::uint64_t kLeastSampled = 50;
constexpr std::size_t kLeastBest = 50;
constexpr double kLeastShare = 0.001;

// Of each step, the share of the sampled records whose nearest is at it or above.
std::array<double, kNearestSteps> shares_from(const Nearest& nearest, double sampled) {
  std::array<double, kNearestSteps> shares{};
  double above = 0;
  for (std::size_t step = kNearestSteps; step-- > 0;) {
    above += static_cast<double>(nearest[step]);
    shares[step] = above / sampled;
  }
  return shares;
}

// The share of records with a match: at the lowest score, where null and matches differ least by
// chance, all matches are there and the null's share is known.
double share_with_match(const std::vector<std::int64_t>& best,
                        const std::array<double, kNearestSteps>& null) {
  double lowest = 1;
  for (std::size_t step = 1; step < kNearestSteps; ++step) {
    if (null[step] > 0.5) continue;
    const std::int64_t score = static_cast<std::int64_t>(step) * kBandUnit / 2;
    const auto reach = std::ranges::upper_bound(best, score, std::greater<>());
    const double found =
        static_cast<double>(reach - best.begin()) / static_cast<double>(best.size());
    lowest = (found - null[step]) / (1 - null[step]);
    break;
  }
  return std::clamp(lowest, kLeastShare, 1 - kLeastShare);
}

}  // namespace

std::optional<NullEstimate> nearest_null(std::vector<std::int64_t> best, const Nearest& nearest) {
  std::uint64_t sampled = 0;
  for (const std::uint32_t count : nearest) sampled += count;
  if (sampled < kLeastSampled || best.size() < kLeastBest) return std::nullopt;
  std::ranges::sort(best, std::greater<>());
  const std::array<double, kNearestSteps> null = shares_from(nearest, static_cast<double>(sampled));
  const double pi = share_with_match(best, null);
  const double all = static_cast<double>(best.size());
  NullEstimate estimate{best.front() + 1, 0, pi * all};
  double highest = -1;
  for (std::size_t i = 0; i < best.size() && best[i] != kNoCandidate; ++i) {
    if (i + 1 < best.size() && best[i + 1] == best[i]) continue;
    const double scores = static_cast<double>(i + 1);
    const double correct = std::max(0.0, scores - (1 - pi) * all * null[nearest_step(best[i])]);
    const double f = 2 * correct / (scores + pi * all);
    if (f < highest) continue;
    highest = f;
    estimate = {best[i], correct / scores, pi * all};
  }
  return estimate;
}

}  // namespace tally::linker
