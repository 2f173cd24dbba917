#include "linker/decide/assign.h"

#include <algorithm>

namespace tally::linker {
namespace {

constexpr std::uint32_t kUnlinked = 0xFFFF'FFFF;

// The pairs that can be a link or a link's rival, with scores after identifiers.
std::vector<RankedPair> near_threshold(const Ranking& ranking, const Decision& decision,
                                       const KeysDiffer& keys_differ) {
  const bool scored = ranking.unit != ScoreUnit::dice;
  const std::int64_t least = decision.threshold.value() - (scored ? kRival : 0);
  std::vector<RankedPair> pairs;
  for (RankedPair pair : ranking.pairs) {
    if (pair.score < least || ranking.likeness[pair.pattern] < decision.least) continue;
    if (keys_differ(pair.left, pair.right)) {
      if (!scored) continue;
      pair.score -= kDifferentKeys;
    }
    if (pair.score >= least) pairs.push_back(pair);
  }
  return pairs;
}

Link make_link(const RankedPair& pair, ScoreUnit unit, const KeysDiffer& keys_differ) {
  return {pair.left, pair.right, {unit, pair.score}, false, keys_differ(pair.left, pair.right)};
}

// For each pattern, whether it is at the best level on surname and address; never, if neither is a
// score column.
std::vector<bool> alike_at_home(const Ranking& ranking) {
  std::vector<std::size_t> home;
  for (std::size_t c = 0; c < ranking.columns.size(); ++c) {
    if (ranking.columns[c] == Meaning::surname || ranking.columns[c] == Meaning::address)
      home.push_back(c);
  }
  std::vector<bool> alike;
  for (const Pattern pattern : ranking.patterns) {
    const auto best = [&](std::size_t column) { return pattern.level(column) == 0u; };
    alike.push_back(!home.empty() && std::all_of(home.begin(), home.end(), best));
  }
  return alike;
}

void mark_ambiguous(std::vector<Link>& links, const std::vector<RankedPair>& pairs,
                    const Units& units, const std::vector<bool>& alike) {
  std::vector<std::uint32_t> link_of(units.bound(), kUnlinked);
  for (std::uint32_t i = 0; i < links.size(); ++i) {
    link_of[units.left(links[i].left)] = link_of[units.right(links[i].right)] = i;
  }
  for (const RankedPair& pair : pairs) {
    if (!alike[pair.pattern]) continue;
    const std::uint32_t by_left = link_of[units.left(pair.left)];
    const std::uint32_t by_right = link_of[units.right(pair.right)];
    if (by_left == by_right) continue;  // the link itself, or two records without links
    for (const std::uint32_t i : {by_left, by_right}) {
      if (i != kUnlinked && pair.score + kRival >= links[i].score.value())
        links[i].ambiguous = true;
    }
  }
}

}  // namespace

std::vector<Link> assign_between(const Ranking& ranking, const Units& units,
                                 const Decision& decision, const KeysDiffer& keys_differ) {
  const std::vector<RankedPair> pairs = near_threshold(ranking, decision, keys_differ);
  std::vector<Link> links;
  for (const std::uint32_t p : one_to_one(pairs, units, decision.threshold.value())) {
    links.push_back(make_link(pairs[p], ranking.unit, keys_differ));
  }
  mark_ambiguous(links, pairs, units, alike_at_home(ranking));
  return links;
}

std::vector<Link> assign_within(const Ranking& ranking, const Decision& decision,
                                const KeysDiffer& keys_differ) {
  std::vector<Link> links;
  for (const RankedPair& pair : near_threshold(ranking, decision, keys_differ)) {
    if (pair.score < decision.threshold.value()) continue;
    links.push_back(make_link(pair, ranking.unit, keys_differ));
  }
  std::stable_sort(links.begin(), links.end(),
                   [](const Link& a, const Link& b) { return a.score > b.score; });
  return links;
}

}  // namespace tally::linker
