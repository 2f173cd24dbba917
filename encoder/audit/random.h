// Random numbers for the attacks, the same on every machine for a seed (splitmix64 [Steele2014]).
// For choices only: throwaway keys are made by encode_people.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace tally::encoder {

// One round of splitmix64: a well mixed number for each number.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E37'79B9'7F4A'7C15;
  x = (x ^ x >> 30) * 0xBF58'476D'1CE4'E5B9;
  x = (x ^ x >> 27) * 0x94D0'49BB'1331'11EB;
  return x ^ x >> 31;
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(mixed(seed)) {}

  std::uint64_t next() { return mixed(state_++); }
  // 0 .. n - 1, for n > 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  // 0 or more, below 1.
  double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  template <class T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace tally::encoder
