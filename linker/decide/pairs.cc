#include "linker/decide/pairs.h"

#include <algorithm>

namespace tally::linker {
namespace {

constexpr std::uint32_t kNone = 0xFFFF'FFFF;

// The best pair of each unit, and whether a pair of the same rank has another partner.
struct Best {
  std::uint32_t pair = kNone;
  bool tied = false;
};

}  // namespace

std::vector<std::uint32_t> mutual_best(std::span<const RankedPair> pairs, const Units& units,
                                       std::span<const double> pattern_values) {
  std::vector<Best> best(units.bound());
  const auto rank = [&](std::uint32_t p) {
    return std::pair(pattern_values[pairs[p].pattern], pairs[p].score);
  };
  const auto units_of = [&](std::uint32_t p) {  // unordered: within one data set sides are alike
    return std::minmax({units.left(pairs[p].left), units.right(pairs[p].right)});
  };
  const auto offer = [&](std::uint32_t p, std::uint32_t unit) {
    Best& current = best[unit];
    if (current.pair == kNone || rank(p) > rank(current.pair)) {
      current = {p, false};
    } else if (rank(p) == rank(current.pair) && units_of(p) != units_of(current.pair)) {
      current.tied = true;
    }
  };
  for (std::uint32_t p = 0; p < pairs.size(); ++p) {
    if (pattern_values[pairs[p].pattern] == kNobodys) continue;
    offer(p, units.left(pairs[p].left));
    offer(p, units.right(pairs[p].right));
  }
  std::vector<std::uint32_t> mutual;
  for (std::uint32_t p = 0; p < pairs.size(); ++p) {
    const Best& left = best[units.left(pairs[p].left)];
    const Best& right = best[units.right(pairs[p].right)];
    if (left.pair == p && right.pair == p && !left.tied && !right.tied) mutual.push_back(p);
  }
  return mutual;
}

std::vector<std::uint32_t> one_to_one(std::span<const RankedPair> pairs, const Units& units,
                                      std::int64_t least) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t p = 0; p < pairs.size(); ++p) {
    if (pairs[p].score >= least) order.push_back(p);
  }
  // Pairs lie by left, then right: a stable order keeps that among equal scores.
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return pairs[a].score > pairs[b].score;
  });
  std::vector<bool> taken(units.bound());
  std::vector<std::uint32_t> chosen;
  for (const std::uint32_t p : order) {
    const std::uint32_t left = units.left(pairs[p].left);
    const std::uint32_t right = units.right(pairs[p].right);
    if (taken[left] || taken[right]) continue;
    taken[left] = taken[right] = true;
    chosen.push_back(p);
  }
  return chosen;
}

}  // namespace tally::linker
