// assign: ranked pairs and a threshold -> the links of one pass.
#pragma once

#include <functional>
#include <vector>

#include "linker/decide/decide.h"
#include "linker/decide/links.h"
#include "linker/decide/pairs.h"

namespace tally::linker {

// What an identifier that differs costs a scored pair; by Dice only it forbids the link. Neither
// the model nor the threshold knows of it.
inline constexpr std::int64_t kDifferentKeys = 6 * kBit;
// A rival this near makes a link ambiguous.
inline constexpr std::int64_t kRival = 3 * kBit;

using KeysDiffer = std::function<bool(RecordIndex left, RecordIndex right)>;

// The decision's threshold is in the unit of the ranking, unless there are no pairs.
//
// Between data sets: greedy, each unit once, by score after identifiers; in order of choice. A link
// is ambiguous if one of its two has another candidate within 3 bits that agrees at the best level
// on surname and address (as far as they are score columns; at least one is): twins, siblings.
std::vector<Link> assign_between(const Ranking& ranking, const Units& units,
                                 const Decision& decision, const KeysDiffer& keys_differ);

// Within one data set with duplicates: every pair over the threshold, by score after identifiers.
std::vector<Link> assign_within(const Ranking& ranking, const Decision& decision,
                                const KeysDiffer& keys_differ);

}  // namespace tally::linker
