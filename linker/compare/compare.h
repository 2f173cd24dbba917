// compare: finds every pair of rows of two tables of CLKs with a Dice similarity of at least a
// threshold, exactly and over all pairs. The command compare uses it for anonlink's files. The
// command link, which decides which records are one person, does not use it.
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

// Ordered by Dice, the highest first, then left, then right. The result is the same for any kernel
// and number of threads. An empty filter is not similar to any filter. refused: the sides' filters
// differ in length; more than most_pairs pairs. most_pairs limits memory: a pair takes 16 bytes,
// and 16 more during sorting.
Result<std::vector<SimilarPair>> compare(const ClkTable& left, const ClkTable& right,
                                         Threshold threshold, const Kernel& kernel,
                                         unsigned threads, Progress* progress = nullptr,
                                         std::size_t most_pairs = kMostPairs);

}  // namespace tally::linker
