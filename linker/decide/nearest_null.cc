#include "linker/decide/nearest_null.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "common/math.h"

namespace tally::linker {
namespace {

constexpr std::uint64_t kLeastSampled = 50;
constexpr std::uint64_t kLeastRecords = 50;
// Between so many halvings the share of matches is exact enough for any number of records.
constexpr int kHalvings = 40;
// Over it, nearly every query has a false candidate, and a link says nothing.
constexpr double kMostNull = 0.5;
constexpr double kFarMore = 8;  // standard errors
constexpr double kNaturalOfTwo = 0.6931471805599453;

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

// The false links expected of each query, if this share of the queries has a match: a query without
// a match that has a free record at the score. How many records are there is taken to be Poisson
// distributed: none with probability 1 - null; none that is free with that probability to the power
// of the share that is free.
double false_share(const OneToOne& pairs, double matched, double null) {
  if (null >= 1) return 1 - matched;
  const double taken =
      matched * static_cast<double>(pairs.queries) / static_cast<double>(pairs.others);
  return (1 - matched) * (1 - portable_exp((1 - taken) * portable_log2(1 - null) * kNaturalOfTwo));
}

// The share of queries with a match, if this share of them has a link and all of the rest are of
// this null.
double share_with_match(const OneToOne& pairs, double found, double null) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (middle + false_share(pairs, middle, null) < found ? low : high) = middle;
  }
  return low;
}

// The share of queries with a match, whatever their score. At low scores all matches are there, but
// chance is large beside few matches; at high scores it is small. So it is taken at the lowest
// score where it is far more than chance, or else is the highest that chance does not explain.
double share_with_match(const OneToOne& pairs, const std::array<double, kNearestSteps>& null,
                        double sampled) {
  const double queries = static_cast<double>(pairs.queries);
  double highest = 0;
  for (std::size_t step = 1; step < kNearestSteps; ++step) {
    if (null[step] > kMostNull) continue;
    const std::int64_t score = static_cast<std::int64_t>(step) * kBandUnit / 2;
    const auto reach = std::ranges::upper_bound(pairs.scores, score, std::greater<>());
    const double found = static_cast<double>(reach - pairs.scores.begin()) / queries;
    // One more than was counted, so that a null of which no sample was seen is not without error.
    const double error = std::sqrt((null[step] + 1 / sampled) * (1 / sampled + 1 / queries));
    const double share = share_with_match(pairs, found, null[step]);
    if (share > kFarMore * error) return share;
    highest = std::max(highest, share - error);
  }
  return highest;
}

}  // namespace

std::optional<NullEstimate> nearest_null(const OneToOne& pairs, const Nearest& nearest) {
  std::uint64_t sampled = 0;
  for (const std::uint32_t count : nearest) sampled += count;
  if (sampled < kLeastSampled || pairs.queries < kLeastRecords) return std::nullopt;
  const std::vector<std::int64_t>& scores = pairs.scores;
  const std::array<double, kNearestSteps> null = shares_from(nearest, static_cast<double>(sampled));
  const double matched = share_with_match(pairs, null, static_cast<double>(sampled));
  const double queries = static_cast<double>(pairs.queries);
  NullEstimate estimate{scores.empty() ? kBandUnit : scores.front() + 1, 0, matched * queries};
  double highest = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (i + 1 < scores.size() && scores[i + 1] == scores[i]) continue;
    const double links = static_cast<double>(i + 1);
    const double wrong = queries * false_share(pairs, matched, null[nearest_step(scores[i])]);
    const double right = std::max(0.0, links - wrong);
    const double matches = std::max(matched * queries, right);  // a share under chance is too low
    const double f = 2 * right / (links + matches);
    if (right <= 0 || f < highest) continue;
    highest = f;
    estimate = {scores[i], right / links, matched * queries};
  }
  return estimate;
}

}  // namespace tally::linker
