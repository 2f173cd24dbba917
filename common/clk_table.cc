#include "common/clk_table.h"

#include <algorithm>
#include <cassert>

namespace tally {
namespace {

// Bits set in each byte of a word [Warren2012].
constexpr std::uint64_t byte_counts(std::uint64_t x) {
  x -= x >> 1 & 0x5555'5555'5555'5555;
  x = (x & 0x3333'3333'3333'3333) + (x >> 2 & 0x3333'3333'3333'3333);
  return (x + (x >> 4)) & 0x0F0F'0F0F'0F0F'0F0F;
}

constexpr std::uint32_t sum_of_bytes(std::uint64_t x) {
  constexpr std::uint64_t kEven = 0x00FF'00FF'00FF'00FF;
  return static_cast<std::uint32_t>(((x & kEven) + (x >> 8 & kEven)) * 0x0001'0001'0001'0001 >> 48);
}

}  // namespace

std::uint32_t popcount(Clk clk) {
  return overlap(clk, clk);
}

// Works word by word without the popcount instruction, which older processors lack. Compilers turn
// it into vector code.
std::uint32_t overlap(Clk a, Clk b) {
  assert(a.size() == b.size());
  constexpr std::size_t kFull =
      31;  // a byte's sum, which grows by at most 8 for each word, could overflow after so many
  const std::uint64_t* const x = a.data();
  const std::uint64_t* const y = b.data();
  std::uint32_t count = 0;
  for (std::size_t first = 0; first < a.size(); first += kFull) {
    const std::size_t end = std::min(a.size(), first + kFull);
    std::uint64_t bytes = 0;
    for (std::size_t w = first; w < end; ++w) bytes += byte_counts(x[w] & y[w]);
    count += sum_of_bytes(bytes);
  }
  return count;
}

}  // namespace tally
