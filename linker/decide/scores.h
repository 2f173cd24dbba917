// A score: the strength of a pass's evidence for a pair, in the unit that the pass ranks by. Only
// scores of the same unit have an order.
#pragma once

#include <cassert>
#include <compare>
#include <cstdint>

namespace tally::linker {

enum class ScoreUnit : std::uint8_t {
  none,   // of an exact pass: equal tokens have no rank
  dice,   // Dice of the search column * 2^32 (fixed_point)
  bits,   // log2 odds of a match * 4096
  bands,  // band_score of equal bands
};
inline constexpr std::int64_t kBit = 4096;

class Score {
 public:
  constexpr Score() = default;  // of an exact link
  constexpr Score(ScoreUnit unit, std::int64_t value) : unit_(unit), value_(value) {}
  static constexpr Score dice(std::int64_t fixed_point) { return {ScoreUnit::dice, fixed_point}; }
  static constexpr Score bits(std::int64_t parts) { return {ScoreUnit::bits, parts}; }  // of kBit

  constexpr ScoreUnit unit() const { return unit_; }
  constexpr std::int64_t value() const { return value_; }

  friend constexpr bool operator==(Score, Score) = default;
  friend constexpr std::strong_ordering operator<=>(Score a, Score b) {
    assert(a.unit_ == b.unit_);
    return a.value_ <=> b.value_;
  }

 private:
  ScoreUnit unit_ = ScoreUnit::none;
  std::int64_t value_ = 0;
};

}  // namespace tally::linker
