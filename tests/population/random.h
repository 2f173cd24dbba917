// Chance, the same on every machine: xoshiro256** seeded by splitmix64 [Blackman2021],
// and integers from there on (the standard library's distributions differ between libraries).
//
// Every draw comes from a stream of its own for (seed, whose, purpose), so that a new field or a
// new data set changes nothing that was drawn before.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tally::population {

// How often, in ten thousand.
struct Rate {
  std::uint32_t in_10000;
};

// What a stream decides. Part of what a seed means: add at the end, do not reorder.
enum class Purpose : std::uint8_t {
  births,      // of a family
  origins,     // of a family: where its names come from
  surnames,    // of a family
  moves,       // of a family
  contacts,    // of a family: who knows it
  forenames,   // of a child
  history,     // of a child: changes of name, numbers
  city,        // one for the whole city
  rows,        // of a data set: the order of its rows
  coverage,    // of a child in a data set
  told_names,  // ... what the data set was told
  told_home,
  told_numbers,
  typed_names,  // ... and what it makes of that
  typed_birth,
  typed_home,
  typed_numbers,
  style,
  told_home_of_family,
  councils,  // of a family: when it came to the city, when it left
  parents,   // of a family
  ethnicity,
  death,  // of a child
  adoption,
  care,
  unborn,      // of a family
  presence,    // of a child in a data set, beyond coverage
  layout,      // ... what its layout holds besides the canonical fields
  exclusions,  // of a family and of a child: on which lists
};

// One well-mixed number of several: splitmix64 over them.
std::uint64_t mix(std::uint64_t seed, std::uint64_t whose, std::uint64_t what);

class Stream {
 public:
  // part tells apart streams of one purpose: the data set, for example.
  Stream(std::uint64_t seed, std::uint64_t whose, Purpose purpose, std::uint64_t part = 0);

  std::uint64_t next();
  // 0 .. n - 1, n > 0; off from even by less than n in 2^32.
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

// A one-to-one shuffling of 0 .. 10^digits - 1 that needs no table; salt chooses it.
std::uint64_t scatter(std::uint64_t index, unsigned digits, std::uint64_t salt);

}  // namespace tally::population
