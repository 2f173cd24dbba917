// Random numbers, the same on every machine: xoshiro256** seeded by splitmix64 [Blackman2021], and
// only integers from there on (the standard library's distributions differ between libraries).
//
// Every draw comes from the stream for its (seed, whose, purpose), so that a new field or data set
// does not change earlier draws.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tally::population {

// A rate in ten thousand.
struct Rate {
  std::uint32_t in_10000;
};

// The purpose of a stream. It decides what a seed gives: add at the end, do not reorder.
enum class Purpose : std::uint8_t {
  births,          // of a family
  origins,         // of a family: the origin of its names
  surnames,        // of a family
  moves,           // of a family
  contacts,        // of a family: whether social care knows it
  forenames,       // of a child
  history,         // of a child: changes of name, numbers
  city,            // one for the whole city
  rows,            // of a data set: the order of its rows
  coverage,        // of a child in a data set
  reported_names,  // ... what was reported to the data set
  reported_home,
  reported_numbers,
  typed_names,  // ... and how the data set types it
  typed_birth,
  typed_home,
  typed_numbers,
  style,
  reported_home_of_family,
  councils,  // of a family: when it came to the city, when it left
  parents,   // of a family
  ethnicity,
  death,  // of a child
  adoption,
  care,
  unborn,      // of a family
  presence,    // of a child in a data set, beyond coverage
  layout,      // ... fields of its layout besides the canonical fields
  exclusions,  // of a family and of a child: the lists that name them
};

// Mixes several numbers into one, by splitmix64.
std::uint64_t mix(std::uint64_t seed, std::uint64_t whose, std::uint64_t what);

class Stream {
 public:
  // part distinguishes streams of one purpose, by data set for example.
  Stream(std::uint64_t seed, std::uint64_t whose, Purpose purpose, std::uint64_t part = 0);

  std::uint64_t next();
  // 0 .. n - 1, for n > 0; uniform to within n in 2^32.
  std::uint32_t below(std::uint32_t n);
  // low .. high, both included.
  int between(int low, int high);
  bool chance(Rate rate) { return below(10000) < rate.in_10000; }
  template <class List>
  const auto& pick(const List& list) {
    return list[below(static_cast<std::uint32_t>(list.size()))];
  }

 private:
  std::array<std::uint64_t, 4> state_;
};

// A one-to-one shuffling of 0 .. 10^digits - 1 without a table; salt chooses the shuffling.
std::uint64_t scatter(std::uint64_t index, unsigned digits, std::uint64_t salt);

}  // namespace tally::population
