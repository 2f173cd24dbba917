#include "linker/decide/decide.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <span>

#include "linker/decide/em.h"
#include "linker/decide/runner_up.h"

namespace tally::linker {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
// Where estimates are marked as a band [linkage-study].
constexpr std::uint64_t kFewLinks = 500;
constexpr std::uint64_t kDifferencePercent = 3;

// Both methods count on most links being right, and err where matches are few. A null that finds
// over half as many links again as the posteriors has drawn non-matches for matches; the largest
// such excess where it was right is a quarter. It finds far fewer matches than links for the same
// reason.
constexpr std::uint64_t kExcessPercent = 150;
constexpr double kLeastPrecision = 0.5;
// Of so many links, at least one must be of a pair that both names and birth date speak for.
constexpr std::uint64_t kLinksPerCertain = 3;
// Of so many links, at most one may be of a pair that neither speaks for: of a hundred where they
// are right.
constexpr std::uint64_t kLinksPerUnlike = 50;

// The posterior cut: links down to a score, chosen for the highest expected F1; no links where most
// of them would be wrong.
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
  std::vector<std::int64_t> alike;    // those that names or birth date speak for
  std::vector<std::int64_t> certain;  // those that both speak for
};

// One to one between data sets, any pair within one, where a person may be several records.
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

// The two best scores of each record of the side with fewer of them (equal: the left).
std::vector<TopTwo> top_two(const Ranking& ranking, const SearchSide& left,
                            const SearchSide& right) {
  const bool from_left = left.records.size() <= right.records.size();
  const SearchSide& side = from_left ? left : right;
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

// The least score that is at least so many thousandths. A Dice differs from a thousandth by far
// more than 2^-32 or not at all, so its fixed point may be cut off like fixed_point's.
Score least_dice(std::uint32_t thousandths) {
  return Score::dice((std::int64_t{thousandths} << 32) / 1000);
}
Score least_bits(std::uint32_t thousandths) {
  return Score::bits((std::int64_t{thousandths} * kBit + 999) / 1000);
}

// An agreed threshold in bits means nothing where no score column is left to score by: nothing.
std::optional<Score> agreed_threshold(const Pass& pass, ScoreUnit unit) {
  if (pass.rule != Rule::threshold) return std::nullopt;
  const Score threshold = pass.threshold.unit == PassThreshold::Unit::bits
                              ? least_bits(pass.threshold.thousandths)
                              : least_dice(pass.threshold.thousandths);
  return threshold.unit() == unit ? std::optional(threshold) : std::nullopt;
}

// Where brothers and sisters would be most of the links: only pairs that both names and birth date
// speak for, which come too few to judge by.
Decision strictly(const Possible& scores) {
  const Cut cut = posterior_cut(scores.certain);
  return {Method::posterior, Score::bits(cut.threshold), {}, {}, true, Likeness::both};
}

// Pairs that neither names nor birth date speak for may be links as long as they are few.
Likeness least_likeness(const Possible& scores, std::int64_t threshold) {
  const std::uint64_t links = count_at_least(scores.all, threshold);
  const std::uint64_t alike = count_at_least(scores.alike, threshold);
  return (links - alike) * kLinksPerUnlike > links ? Likeness::one : Likeness::neither;
}

// Whether too few links of a cut are of pairs that both names and birth date speak for.
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

// The share of queries with a match is known to about sqrt(2 / queries): two shares of queries at
// or over the null's median, each off by sqrt(1 / 4 queries), taken twice. Fewer than two such
// errors cannot be distinguished from none.
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

Decision without_truth(const Ranking& ranking, const Units& units, const SearchSide& left,
                       const SearchSide& right, const Agreement& agreement) {
  const bool within = &left.submission == &right.submission;
  const bool duplicates = agreement.dataset(left.submission.dataset()).duplicates ||
                          agreement.dataset(right.submission.dataset()).duplicates;
  const Possible scores = possible_links(ranking, units, within);
  // The runner-up of a person who is there twice is a match too.
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

Decision decide(const Ranking& ranking, const Units& units, const SearchSide& left,
                const SearchSide& right, const Pass& pass, const Agreement& agreement) {
  const std::optional<Score> agreed = agreed_threshold(pass, ranking.unit);
  if (agreed) return {Method::agreed, *agreed, {}, {}};
  return without_truth(ranking, units, left, right, agreement);
}

}  // namespace tally::linker
