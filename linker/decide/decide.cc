#include "linker/decide/decide.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <span>

#include "linker/decide/em.h"
#include "linker/decide/nearest_null.h"
#include "linker/decide/runner_up.h"

namespace tally::linker {
namespace {

// Of bands, for each column, if there are few matches, so that siblings weigh most: five equal
// bands in every column, which hardly any siblings have (tests/e2e/siblings.py).
constexpr std::int64_t kNoSiblings = 5 * kBandUnit / 2;
// Without an estimate, at least five columns with seven equal bands each.
constexpr std::int64_t kNoBands = 15 * kBandUnit;
constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
// An estimate is marked as a band if there are fewer links, or a larger difference, than this
// [linkage-study].
constexpr std::uint64_t kFewLinks = 500;
constexpr std::uint64_t kDifferencePercent = 3;

// Both methods assume that most links are right, and err if matches are few. If the null finds over
// half as many links again as the posteriors, it has taken non-matches for matches; in runs where
// it was right, the largest such excess was a quarter. For the same reason it finds far fewer
// matches than links.
constexpr std::uint64_t kExcessPercent = 150;
constexpr double kLeastPrecision = 0.5;
// Of so many links, at least one must be a pair that is alike in both names and birth date.
constexpr std::uint64_t kLinksPerCertain = 3;
// Of so many links, at most one may be a pair that is alike in neither. In runs that were right it
// was one in a hundred.
constexpr std::uint64_t kLinksPerUnlike = 50;

// The posterior cut: links down to the score with the highest expected F1; no links if most of them
// would be wrong.
struct Cut {
  std::int64_t threshold;  // in 1/kBit bits
  std::optional<double> precision;
  double detectable;
  std::uint64_t links;
};

// scores: of the pairs that could be links, descending.
Cut posterior_cut(std::span<const std::int64_t> scores) {
  if (scores.empty()) return {};
  double all = 0;
  for (const std::int64_t score : scores) all += posterior(score);
  Cut best{};
  double highest = -1;
  double sum = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    sum += posterior(scores[i]);
    if (i + 1 < scores.size() && scores[i + 1] == scores[i]) continue;
    const double links = static_cast<double>(i + 1);
    const double f = 2 * sum / (links + all);
    if (f > highest) {
      highest = f;
      best = {scores[i], sum / links, all, i + 1};
    }
  }
  if (*best.precision < kLeastPrecision) return {scores.front() + 1, std::nullopt, all, 0};
  return best;
}

// Descending scores of the pairs that could all be links at once.
struct Possible {
  std::vector<std::int64_t> all;
  std::vector<std::int64_t> alike;    // scores of pairs alike in names or birth date
  std::vector<std::int64_t> certain;  // scores of pairs alike in both
};

// One to one between data sets. Within one data set, where a person may be several records, any
// pair.
std::vector<std::uint32_t> chosen(const Ranking& ranking, const Units& units, bool within) {
  if (!within) return one_to_one(ranking.pairs, units, kLowest);
  std::vector<std::uint32_t> places(ranking.pairs.size());
  std::iota(places.begin(), places.end(), 0u);
  std::ranges::sort(places, std::ranges::greater(),
                    [&](std::uint32_t p) { return ranking.pairs[p].score; });
  return places;
}

Possible possible_links(const Ranking& ranking, const Units& units, bool within) {
  Possible scores;
  for (const std::uint32_t p : chosen(ranking, units, within)) {
    const RankedPair& pair = ranking.pairs[p];
    const Likeness likeness = ranking.likeness[pair.pattern];
    scores.all.push_back(pair.score);
    if (likeness != Likeness::neither) scores.alike.push_back(pair.score);
    if (likeness == Likeness::both) scores.certain.push_back(pair.score);
  }
  return scores;
}

// The two best scores of each record of the side with fewer records (if equal, the left).
std::vector<TopTwo> top_two(const Ranking& ranking, const Participants& left,
                            const Participants& right) {
  const bool from_left = left.records.size() <= right.records.size();
  const Participants& side = from_left ? left : right;
  std::vector<TopTwo> of_record(side.submission.records());
  for (const RankedPair& pair : ranking.pairs) {
    TopTwo& top = of_record[at(from_left ? pair.left : pair.right)];
    top.second = std::max(top.second, std::min(top.best, pair.score));
    top.best = std::max(top.best, pair.score);
  }
  std::vector<TopTwo> queries;
  for (const RecordIndex record : side.records) queries.push_back(of_record[at(record)]);
  return queries;
}

std::uint64_t count_at_least(std::span<const std::int64_t> descending, std::int64_t threshold) {
  const auto end =
      std::upper_bound(descending.begin(), descending.end(), threshold, std::greater<>());
  return static_cast<std::uint64_t>(end - descending.begin());
}

// The lowest score that is at least so many thousandths. A Dice differs from a thousandth by far
// more than 2^-32 or not at all, so its fixed point can be cut off as in fixed_point.
Score least_dice(std::uint32_t thousandths) {
  return Score::dice((std::int64_t{thousandths} << 32) / 1000);
}
Score least_bits(std::uint32_t thousandths) {
  return Score::bits((std::int64_t{thousandths} * kBit + 999) / 1000);
}

// Nothing if the agreed threshold is in bits and no score column is left to score by.
std::optional<Score> agreed_threshold(const Pass& pass, ScoreUnit unit) {
  if (pass.rule != Rule::threshold) return std::nullopt;
  const Score threshold = pass.threshold.unit == PassThreshold::Unit::bits
                              ? least_bits(pass.threshold.thousandths)
                              : least_dice(pass.threshold.thousandths);
  return threshold.unit() == unit ? std::optional(threshold) : std::nullopt;
}

// The decision if brothers and sisters would be most of the links: links only pairs that are alike
// in both names and birth date. There are too few of these for an estimate.
Decision strictly(const Possible& scores) {
  const Cut cut = posterior_cut(scores.certain);
  return {Method::posterior, Score::bits(cut.threshold), {}, {}, true, Likeness::both};
}

// Pairs that are alike in neither names nor birth date may be links only if they are few.
Likeness least_likeness(const Possible& scores, std::int64_t threshold) {
  const std::uint64_t links = count_at_least(scores.all, threshold);
  const std::uint64_t alike = count_at_least(scores.alike, threshold);
  return (links - alike) * kLinksPerUnlike > links ? Likeness::one : Likeness::neither;
}

// Whether too few links of a cut are pairs that are alike in both names and birth date.
bool are_siblings(const Possible& scores, const Cut& cut) {
  return count_at_least(scores.certain, cut.threshold) * kLinksPerCertain < cut.links;
}

Decision by_posterior(const Possible& scores) {
  const Cut cut = posterior_cut(scores.alike);
  if (are_siblings(scores, cut)) return strictly(scores);
  return {Method::posterior,
          Score::bits(cut.threshold),
          cut.precision,
          cut.detectable,
          false,
          least_likeness(scores, cut.threshold)};
}

// The standard error of the share of queries with a match is about sqrt(2 / queries): it comes from
// two shares of queries at or over the null's median, each with an error of sqrt(1 / 4 queries),
// taken twice. A share below two such errors cannot be distinguished from 0.
bool is_too_few(double matches, std::size_t queries) {
  return matches * matches < 8 * static_cast<double>(queries);
}

// Whether the number of links is far from the number of matches that the null estimates.
bool is_far(double matches, std::uint64_t links) {
  const double made = static_cast<double>(links);
  return matches < kLeastPrecision * made || made < kLeastPrecision * matches;
}

Decision by_runner_up(const NullEstimate& estimate, std::size_t queries, const Possible& scores,
                      ScoreUnit unit) {
  const std::uint64_t links = count_at_least(scores.all, estimate.threshold);
  Decision decision{
      Method::runner_up, {unit, estimate.threshold}, estimate.precision, estimate.detectable};
  decision.unestimated =
      is_too_few(estimate.detectable, queries) || is_far(estimate.detectable, links);
  decision.least = least_likeness(scores, estimate.threshold);
  if (unit != ScoreUnit::bits) return decision;
  const Cut cut = posterior_cut(scores.alike);
  const std::uint64_t alike = count_at_least(scores.alike, estimate.threshold);
  if (alike * 2 < links || are_siblings(scores, cut)) return strictly(scores);
  if (links * 100 > cut.links * kExcessPercent) {
    decision = by_posterior(scores);
    decision.unestimated = true;
  }
  const auto [low, high] = std::minmax(links, cut.links);
  if (links < kFewLinks || (high - low) * 100 > links * kDifferencePercent) {
    decision.band = {low, high};
  }
  return decision;
}

Decision without_truth(const Ranking& ranking, const Units& units, const Participants& left,
                       const Participants& right, const Agreement& agreement) {
  const bool within = &left.submission == &right.submission;
  const bool duplicates = agreement.dataset(left.submission.dataset()).duplicates ||
                          agreement.dataset(right.submission.dataset()).duplicates;
  const Possible scores = possible_links(ranking, units, within);
  // If a person is in a data set twice, the runner-up is a match too.
  if (!duplicates) {
    const std::vector<TopTwo> queries = top_two(ranking, left, right);
    const std::optional<NullEstimate> estimate = runner_up_null(queries);
    if (estimate) return by_runner_up(*estimate, queries.size(), scores, ranking.unit);
  }
  if (ranking.unit == ScoreUnit::bits && !scores.all.empty()) {
    Decision decision = by_posterior(scores);
    decision.unestimated = decision.unestimated || !duplicates;
    return decision;
  }
  const Permille fallback = agreement.terms().policy.fallback;
  return {Method::fallback, least_dice(fallback.value), {}, {}, true};
}

}  // namespace

Decision decide(const Ranking& ranking, const Units& units, const Participants& left,
                const Participants& right, const Pass& pass, const Agreement& agreement) {
  const std::optional<Score> agreed = agreed_threshold(pass, ranking.unit);
  if (agreed) return {Method::agreed, *agreed, {}, {}};
  return without_truth(ranking, units, left, right, agreement);
}

Decision decide_by_bands(const Ranking& ranking, const Units& units, const Participants& left,
                         const Participants& right, const Pass& pass, std::size_t columns) {
  if (pass.rule == Rule::threshold) {
    const auto least = static_cast<std::int64_t>(pass.threshold.thousandths) * kBandUnit / 1000;
    return {Method::agreed, {ScoreUnit::bands, least}, {}, {}};
  }
  const bool from_left = left.records.size() <= right.records.size();
  const Participants& fewer = from_left ? left : right;
  const Participants& more = from_left ? right : left;
  OneToOne pairs{{}, fewer.records.size(), more.records.size()};
  for (const std::uint32_t place : one_to_one(ranking.pairs, units, kLowest)) {
    pairs.scores.push_back(ranking.pairs[place].score);
  }
  const std::optional<NullEstimate> estimate =
      nearest_null(pairs, more.submission.nearest_for(fewer.submission.dataset()));
  const std::int64_t strict = kNoSiblings * static_cast<std::int64_t>(columns);
  if (!estimate) {
    return {Method::fallback, {ScoreUnit::bands, std::max(strict, kNoBands)}, {}, {}, true};
  }
  const bool few = is_too_few(estimate->detectable, pairs.queries);
  return {Method::nearest,
          {ScoreUnit::bands, few ? std::max(estimate->threshold, strict) : estimate->threshold},
          estimate->precision,
          estimate->detectable,
          few};
}

}  // namespace tally::linker
