#include "linker/decide/level_bounds.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/protocol/vectors.h"

namespace tally::linker::level_bounds_test {
namespace {

using Bits = std::vector<bool>;
constexpr int kPairs = 200;  // for an average

Column column(const std::string& name, std::optional<Hardening> hardening) {
  Column column = *protocol_vectors::agreement("hardened.agreement.json").encoding().find(name);
  column.hardening = hardening;
  return column;
}

double dice(const Bits& a, const Bits& b) {
  double both = 0, all = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += a[i] && b[i] ? 2 : 0;
    all += (a[i] ? 1 : 0) + (b[i] ? 1 : 0);
  }
  return both / all;
}

// Two sets of `ones` of `size` with this Dice.
struct Pair {
  Bits left, right;
};
Pair made_up_pair(std::size_t size, std::size_t ones, double dice, std::mt19937& random) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::shuffle(order, random);
  const auto shared = static_cast<std::size_t>(dice * static_cast<double>(ones) + 0.5);
  Pair pair{Bits(size), Bits(size)};
  for (std::size_t i = 0; i < ones; ++i) {
    pair.left[order[i]] = true;
    pair.right[order[i < shared ? i : i + ones - shared]] = true;
  }
  return pair;
}

// Each bit the XOR of t positions drawn at random.
Pair diffused(const Pair& plain, std::uint32_t t, std::mt19937& random) {
  const std::size_t size = plain.left.size();
  Pair made{Bits(size), Bits(size)};
  std::uniform_int_distribution<std::size_t> any(0, size - 1);
  for (std::size_t j = 0; j < size; ++j) {
    for (std::uint32_t i = 0; i < t; ++i) {
      const std::size_t position = any(random);
      made.left[j] = made.left[j] != plain.left[position];
      made.right[j] = made.right[j] != plain.right[position];
    }
  }
  return made;
}

// Each of `bits` bits the XOR of majorities of the tokens that are set, under random signs.
Pair voted(const Pair& tokens, std::size_t bits, std::uint32_t majorities, std::mt19937& random) {
  Pair made{Bits(bits), Bits(bits)};
  for (std::size_t j = 0; j < bits * majorities; ++j) {
    int left = 0, right = 0;
    for (std::size_t token = 0; token < tokens.left.size(); ++token) {
      const int sign = (random() & 1) != 0 ? 1 : -1;
      left += tokens.left[token] ? sign : 0;
      right += tokens.right[token] ? sign : 0;
    }
    made.left[j % bits] = made.left[j % bits] != (left >= 0);
    made.right[j % bits] = made.right[j % bits] != (right >= 0);
  }
  return made;
}

TEST_CASE("the levels of a filter that is not hardened begin at the plain bounds") {
  const LevelBounds bounds = level_bounds(column("names", {}));
  for (std::size_t i = 0; i < bounds.size(); ++i) CHECK(bounds[i].value == kLevelBounds[i].value);
}

TEST_CASE("the levels of a diffused filter begin at the Dice that diffusion makes") {
  std::mt19937 random(1);
  for (const char* const name : {"names", "address"}) {
    for (const std::uint32_t t : {2U, 3U, 5U}) {
      const Column filter = column(name, Hardening{Hardening::Kind::diffusion, t});
      const LevelBounds bounds = level_bounds(filter);
      const double insertions = expected_insertions(filter);
      const auto ones =
          static_cast<std::size_t>(filter.bits * (1 - std::exp(-insertions / filter.bits)));
      for (std::size_t i = 0; i < bounds.size(); ++i) {
        const double plain = kLevelBounds[i].value / 1000.0;
        double sum = 0;
        for (int n = 0; n < kPairs; ++n) {
          const Pair made = diffused(made_up_pair(filter.bits, ones, plain, random), t, random);
          sum += dice(made.left, made.right);
        }
        CAPTURE(name);
        CAPTURE(t);
        CAPTURE(plain);
        CHECK(std::abs(sum / kPairs - bounds[i].value / 1000.0) < 0.02);
      }
    }
  }
}

TEST_CASE("the levels of a filter of SAUL begin at the Dice that its majorities make") {
  std::mt19937 random(2);
  for (const std::uint32_t majorities : {1U, 3U}) {
    const LevelBounds bounds =
        level_bounds(column("names", Hardening{Hardening::Kind::saul, majorities}));
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      const double plain = kLevelBounds[i].value / 1000.0;
      const Pair made = voted(made_up_pair(150, 51, plain, random), 4096, majorities, random);
      CAPTURE(majorities);
      CAPTURE(plain);
      CHECK(std::abs(dice(made.left, made.right) - bounds[i].value / 1000.0) < 0.04);
    }
  }
}

TEST_CASE("the bounds of levels never ascend") {
  for (std::uint32_t count = 1; count <= 15; ++count) {
    for (const auto kind : {Hardening::Kind::diffusion, Hardening::Kind::saul}) {
      for (const char* const name : {"birth", "person"}) {
        const LevelBounds bounds = level_bounds(column(name, Hardening{kind, count}));
        CHECK(std::ranges::is_sorted(bounds, std::greater<>(), &Permille::value));
        CHECK(bounds.front().value <= 1000);
      }
    }
  }
}

}  // namespace
}  // namespace tally::linker::level_bounds_test
