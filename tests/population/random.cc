#include "tests/population/random.h"

#include <bit>
#include <cassert>

namespace tally::population {
namespace {

std::uint64_t splitmix64(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::uint64_t power_of_ten(unsigned digits) {
  return digits == 0 ? 1 : 10 * power_of_ten(digits - 1);
}

}  // namespace

std::uint64_t mix(std::uint64_t seed, std::uint64_t whose, std::uint64_t what) {
  std::uint64_t state = seed;
  state = splitmix64(state) ^ whose;
  state = splitmix64(state) ^ what;
  return splitmix64(state);
}

Stream::Stream(std::uint64_t seed, std::uint64_t whose, Purpose purpose, std::uint64_t part)
    : state_{} {
  std::uint64_t key = mix(seed, whose, part << 8 | static_cast<std::uint64_t>(purpose));
  for (std::uint64_t& word : state_) word = splitmix64(key);
}

std::uint64_t Stream::next() {
  auto& s = state_;
  const std::uint64_t result = std::rotl(s[1] * 5, 7) * 9;
  const std::uint64_t t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = std::rotl(s[3], 45);
  return result;
}

std::uint32_t Stream::below(std::uint32_t n) {
  assert(n > 0);
  return static_cast<std::uint32_t>((next() >> 32) * n >> 32);
}

int Stream::between(int low, int high) {
  assert(low <= high);
  return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low) + 1));
}

// i -> a i + b modulo 10^digits: one-to-one because a has no factor of 2 or 5. a is near the golden
// section of the range, which spreads neighbours far apart.
std::uint64_t scatter(std::uint64_t index, unsigned digits, std::uint64_t salt) {
  assert(digits <= 9);  // so that the product fits
  const std::uint64_t range = power_of_ten(digits);
  const std::uint64_t a = range * 618 / 1000 / 10 * 10 + 1 + 2 * (salt % 2);  // ends in 1 or 3
  return (index % range * a + mix(salt, digits, 0)) % range;
}

}  // namespace tally::population
