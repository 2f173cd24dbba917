// What equal bands say of two records: the sum over columns of log2(1 + equal bands). Columns
// overlap, so a column that agrees wholly where others agree little counts for little more;
// logarithms damp it. The linker ranks by it, and a holder counts how high its own records score
// with each other.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "protocol/base/limits.h"

namespace tally {

inline constexpr std::int64_t kBandUnit = 4096;  // of a score, for a log2 of 1

// In 1/kBandUnit. equal: of each column, at most kMaxBands.
std::int64_t band_score(std::span<const std::uint16_t> equal);

// Scores in steps of a half, for counting; the last holds all above.
inline constexpr std::size_t kNearestSteps = 128;
constexpr std::size_t nearest_step(std::int64_t score) {
  const auto step = static_cast<std::size_t>(score * 2 / kBandUnit);
  return step < kNearestSteps ? step : kNearestSteps - 1;
}

// How many of a holder's sampled records have their nearest other record, of the same data set, at
// each step: what a person scores who is not in the data set.
using Nearest = std::array<std::uint32_t, kNearestSteps>;

}  // namespace tally
