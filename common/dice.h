// The Dice similarity of two filters, 2|a and b| / (|a| + |b|), as an exact ratio: decisions about
// Dice are integer arithmetic, so no pair on a threshold is lost to rounding.
#pragma once

#include <compare>
#include <cstdint>

namespace tally {

struct Dice {
  std::uint32_t overlap = 0;  // |a and b|
  std::uint32_t total = 1;    // |a| + |b|, at least 1

  friend constexpr std::strong_ordering operator<=>(Dice x, Dice y) {
    return std::uint64_t{x.overlap} * y.total <=> std::uint64_t{y.overlap} * x.total;
  }
  friend constexpr bool operator==(Dice x, Dice y) { return std::is_eq(x <=> y); }
};

// floor(Dice * 2^32). An int64 that can be ranked and stored. For filters of at most 32768 bits it
// keeps the order and equality of two Dice, since different Dice then differ by at least 2^-32.
constexpr std::int64_t fixed_point(Dice d) {
  return static_cast<std::int64_t>((std::uint64_t{d.overlap} << 33) / d.total);
}

// A threshold in thousandths, as the agreement writes it (800 is 0.8).
struct Permille {
  std::uint32_t value = 0;
};
constexpr bool at_least(Dice d, Permille t) {
  return std::uint64_t{d.overlap} * 2000 >= std::uint64_t{t.value} * d.total;
}

// A threshold in thousand millionths, for a threshold that a person types.
struct Threshold {
  static constexpr std::uint32_t kOne = 1'000'000'000;
  std::uint32_t value = 0;
};
constexpr bool at_least(Dice d, Threshold t) {  // of filters of at most 2^31 bits
  return std::uint64_t{d.overlap} * (2 * std::uint64_t{Threshold::kOne}) >=
         std::uint64_t{t.value} * d.total;
}

}  // namespace tally
