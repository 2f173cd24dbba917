// Made-up filters for the tests of kernels and search: the same on every machine for a seed.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "common/clk_table.h"
#include "linker/search/search.h"

namespace tally::linker::made_up {

// SplitMix64 [Steele2014].
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E37'79B9'7F4A'7C15;
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
    return z ^ (z >> 31);
  }
  std::uint32_t below(std::uint32_t n) {
    return static_cast<std::uint32_t>((next() >> 32) * n >> 32);
  }

 private:
  std::uint64_t state_;
};

inline void flip(std::span<std::uint64_t> row, std::uint32_t bit) {
  row[bit / 64] ^= std::uint64_t{1} << bit % 64;
}

// A plain loop, so that tests do not depend on the code that they test.
inline std::uint32_t common_bits(Clk a, Clk b) {
  std::uint32_t count = 0;
  for (std::size_t w = 0; w < a.size(); ++w)
    count += static_cast<std::uint32_t>(std::popcount(a[w] & b[w]));
  return count;
}

// Few prototypes with few bits changed, so that many similarities are equal; also empty rows, rows
// of all ones and rows of one bit.
inline ClkTable rows(std::size_t count, std::uint32_t bits, std::uint64_t seed) {
  Random prototypes(bits);
  constexpr std::size_t kPrototypes = 12;
  ClkTable prototype(kPrototypes, bits);
  for (std::size_t p = 0; p < kPrototypes; ++p)
    for (std::uint32_t b = 0; b < bits; ++b)
      if (prototypes.below(16) < 3 + p) flip(prototype.row(p), b);
  Random random(seed);
  ClkTable table(count, bits);
  for (std::size_t r = 0; r < count; ++r) {
    const std::uint32_t kind = random.below(40);
    const Clk from = prototype[random.below(kPrototypes)];
    if (kind > 2) std::copy(from.begin(), from.end(), table.row(r).begin());
    const std::uint32_t flips = kind == 0 ? 0 : kind == 1 ? 1 : random.below(4);
    for (std::uint32_t f = 0; f < flips; ++f) flip(table.row(r), random.below(bits));
    for (std::uint32_t b = 0; kind == 2 && b < bits; ++b)
      if ((table.row(r)[b / 64] >> b % 64 & 1) == 0) flip(table.row(r), b);
  }
  return table;
}

// A side of search with the memory that it views.
struct SideData {
  ClkTable clks;
  std::vector<std::uint32_t> popcounts;
  std::vector<SearchRows::Record> records;
  SearchRows view() const { return {{clks, popcounts}, records}; }
};

// Records of 1 to most_rows rows.
inline SideData side(std::size_t count, std::uint32_t bits, std::uint32_t most_rows,
                     std::uint64_t seed) {
  SideData data{rows(count, bits, seed), {}, {}};
  for (std::size_t r = 0; r < count; ++r)
    data.popcounts.push_back(common_bits(data.clks[r], data.clks[r]));
  Random random(seed + 1);
  for (std::uint32_t row = 0; row < count;) {
    const auto end = std::min(static_cast<std::uint32_t>(count), row + 1 + random.below(most_rows));
    data.records.push_back(
        {RecordIndex{static_cast<std::uint32_t>(data.records.size())}, {row, end}});
    row = end;
  }
  return data;
}

}  // namespace tally::linker::made_up
