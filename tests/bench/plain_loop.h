// The yardstick of comparing: a plain loop over all pairs of rows, word by word of 64 bits with the
// processor's own popcount, compiled for exactly 16 words and so unrolled: the fastest that plain
// code becomes.
#pragma once

#include <cstdint>

#include "common/clk_table.h"
#include "common/dice.h"

namespace tally::bench {

// How many pairs of rows, of 1024 bits, reach the threshold.
std::uint64_t plain_loop(const ClkTable& left, const ClkTable& right, Permille threshold);

// Processor time of this thread.
double cpu_seconds();

}  // namespace tally::bench
