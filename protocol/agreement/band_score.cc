#include "protocol/agreement/band_score.h"

#include <cassert>

#include "common/math.h"

namespace tally {
namespace {

using Logarithms = std::array<std::int64_t, kMaxBands + 1>;

Logarithms logarithms() {
  Logarithms made;
  for (std::size_t count = 0; count < made.size(); ++count) {
    made[count] = static_cast<std::int64_t>(
        portable_log2(static_cast<double>(count + 1)) * static_cast<double>(kBandUnit) + 0.5);
  }
  return made;
}

}  // namespace

std::int64_t band_score(std::span<const std::uint16_t> equal) {
  static const Logarithms kLogarithms = logarithms();
  std::int64_t score = 0;
  for (const std::uint16_t count : equal) {
    assert(count <= kMaxBands);
    score += kLogarithms[count];
  }
  return score;
}

}  // namespace tally
