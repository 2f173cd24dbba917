#include "linker/decide/nearest_null.h"

#include <algorithm>
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

// The false links expected of each query, if this share of the queries has a right one: a query
// without one that has a free record at the score. How many records are there is taken to be
// Poisson distributed: none with probability 1 - null; none that is free with that probability to
// the power of the share that is free.
//
// A sampled record does not meet itself, and so one child fewer of its family than a stranger to
// the data set would. The fewer have a match, the more strangers have their family there, so the
// null counts up to twice; in data sets of families with hardly a child in both it was two to four
// times as high (tests/e2e/siblings.py).
double false_share(const OneToOne& pairs, double matched, double null) {
  const double met = null * (2 - matched);
  if (met >= 1) return 1 - matched;
  const double taken =
      matched * static_cast<double>(pairs.queries) / static_cast<double>(pairs.others);
  return (1 - matched) * (1 - portable_exp((1 - taken) * portable_log2(1 - met) * kNaturalOfTwo));
}

// The share of queries with a right link, if this share of them has a link.
double right_share(const OneToOne& pairs, double found, double null) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (middle + false_share(pairs, middle, null) < found ? low : high) = middle;
  }
  return low;
}

// The links down to a step, and how many of them are right.
struct Reach {
  std::uint64_t links;
  double right;
};
Reach reach_of(const OneToOne& pairs, std::size_t step, double null) {
  const std::int64_t score = static_cast<std::int64_t>(step) * kBandUnit / 2;
  const auto end = std::ranges::upper_bound(pairs.scores, score, std::greater<>());
  const auto links = static_cast<std::uint64_t>(end - pairs.scores.begin());
  const double queries = static_cast<double>(pairs.queries);
  return {links, right_share(pairs, static_cast<double>(links) / queries, null) * queries};
}

}  // namespace

std::optional<NullEstimate> nearest_null(const OneToOne& pairs, const Nearest& nearest) {
  std::uint64_t sampled = 0;
  for (const std::uint32_t count : nearest) sampled += count;
  if (sampled < kLeastSampled || pairs.queries < kLeastRecords) return std::nullopt;
  const std::vector<std::int64_t>& scores = pairs.scores;
  const std::array<double, kNearestSteps> null = shares_from(nearest, static_cast<double>(sampled));
  std::array<Reach, kNearestSteps> reaches{};
  double matches = 0;  // whatever their score
  for (std::size_t step = 1; step < kNearestSteps; ++step) {
    if (null[step] > kMostNull) continue;
    reaches[step] = reach_of(pairs, step, null[step]);
    matches = std::max(matches, reaches[step].right);
  }
  NullEstimate estimate{scores.empty() ? kBandUnit : scores.front() + 1, 0, matches};
  double highest = 0;
  for (std::size_t step = kNearestSteps; step-- > 1;) {
    const auto [links, right] = reaches[step];
    if (right <= 0) continue;
    const double f = 2 * right / (static_cast<double>(links) + matches);
    if (f < highest) continue;
    highest = f;
    estimate = {scores[links - 1], right / static_cast<double>(links), matches};
  }
  return estimate;
}

}  // namespace tally::linker
