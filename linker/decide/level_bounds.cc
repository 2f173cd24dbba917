#include "linker/decide/level_bounds.h"

#include <algorithm>

#include "common/math.h"

namespace tally::linker {
namespace {

// The share of signs of one majority in which two records differ whose tokens have a cosine of
// kLevelBounds: arc cosine / pi [Armknecht2026].
constexpr std::array<double, kLevels - 1> kSignsThatDiffer = {0.06377, 0.14357, 0.19397, 0.23483,
                                                              0.27056, 0.30305, 0.33333, 0.36901};

// The probability that of n things an odd number is so, each with this probability.
double odd(double probability, std::uint32_t n) {
  double product = 1;
  for (std::uint32_t i = 0; i < n; ++i) product *= 1 - 2 * probability;
  return (1 - product) / 2;
}

// The Dice of two filters of equal fill that differ in this share of their bits.
Permille dice_of(double differ, double fill) {
  return {static_cast<std::uint32_t>(1000 * (1 - differ / (2 * fill)) + 0.5)};
}

// The share of bits that n insertions set, at places that may repeat.
double expected_fill(const Column& filter) {
  return 1 - portable_exp(-static_cast<double>(expected_insertions(filter)) / filter.bits);
}

}  // namespace

LevelBounds level_bounds(const Column& filter) {
  LevelBounds bounds = kLevelBounds;
  if (!filter.hardening) return bounds;
  const auto [kind, count] = *filter.hardening;
  const double fill = expected_fill(filter);
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (kind == Hardening::Kind::saul) {
      bounds[i] = dice_of(odd(kSignsThatDiffer[i], count), 0.5);
    } else {
      // Strangers differ in half of their bits at most.
      const double differ = std::min(0.5, 2 * fill * (1000 - kLevelBounds[i].value) / 1000);
      bounds[i] = dice_of(odd(differ, count), odd(fill, count));
    }
  }
  return bounds;
}

}  // namespace tally::linker
