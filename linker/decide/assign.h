// assign: ranked pairs and a threshold -> the links of one pass.
#pragma once

#include <functional>
#include <vector>

#include "linker/decide/decide.h"
#include "linker/decide/links.h"
#include "linker/decide/pairs.h"

namespace tally::linker {

// How much a scored pair loses if a linking key differs. In a pass that ranks by Dice only, a
// linking key that differs forbids the link. Model and threshold do not use this.
inline constexpr std::int64_t kDifferentKeys = 6 * kBit;
// A rival this near makes a link ambiguous.
inline constexpr std::int64_t kRival = 3 * kBit;

using KeysDiffer = std::function<bool(RecordIndex left, RecordIndex right)>;

// The decision's threshold is in the unit of the ranking, unless there are no pairs.
//
// Links between data sets: a greedy choice by score after identifiers, each unit once; in order of
// choice. A link is ambiguous if one of its two records has another candidate within 3 bits that
// agrees at the best level on surname and address, such as a twin or sibling. Surname and address
// count only if they are score columns; at least one must be.
std::vector<Link> assign_between(const Ranking& ranking, const Units& units,
                                 const Decision& decision, const KeysDiffer& keys_differ);

// Links within one data set with duplicates: every pair over the threshold, by score after
// identifiers.
std::vector<Link> assign_within(const Ranking& ranking, const Decision& decision,
                                const KeysDiffer& keys_differ);

}  // namespace tally::linker
