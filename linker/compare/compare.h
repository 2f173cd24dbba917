// compare: every pair of rows of two tables of CLKs whose Dice similarity is at least a threshold,
// exact over all pairs. The command of that name uses it for anonlink's files. The command link,
// which decides which records are one person, does not.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/clk_table.h"
#include "common/dice.h"
#include "common/progress.h"
#include "common/result.h"
#include "linker/kernels/kernel.h"

namespace tally::linker {

struct SimilarPair {
  std::uint32_t left, right;  // rows, from 0
  Dice dice;
};

// The total of the Progress given to compare.
inline constexpr std::uint64_t kCompareSteps = 1000;

inline constexpr std::size_t kMostPairs = std::size_t{1} << 27;

// A decimal above 0 and at most 1, with at most nine decimal places. Error: usage.
Result<Threshold> parse_threshold(std::string_view text);

// Ordered by Dice, the highest first, then left, then right: the same for any kernel and number of
// threads. An empty filter is similar to none. refused: filters of other lengths on the other side;
// more pairs than most_pairs, a limit to memory, of which each takes 16 bytes, and 16 more while
// they are put in order.
Result<std::vector<SimilarPair>> compare(const ClkTable& left, const ClkTable& right,
                                         Threshold threshold, const Kernel& kernel,
                                         unsigned threads, Progress* progress = nullptr,
                                         std::size_t most_pairs = kMostPairs);

}  // namespace tally::linker
