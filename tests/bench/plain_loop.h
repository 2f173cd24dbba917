// The yardstick for comparing: a plain loop over all pairs of rows, in words of 64 bits, with the
// processor's own popcount. It is compiled for exactly 16 words, and therefore unrolled: plain code
// cannot be faster.
#pragma once

#include <cstdint>

#include "common/clk_table.h"
#include "common/dice.h"

namespace tally::bench {

// The number of pairs of rows of 1024 bits that reach the threshold.
std::uint64_t plain_loop(const ClkTable& left, const ClkTable& right, Permille threshold);

// The processor time of this thread, in seconds.
double cpu_seconds();

}  // namespace tally::bench
