// For any processor: no popcount instruction, but vectors of two 64-bit words, which every compiler
// makes the best of. A right panel is transposed, so that a vector holds the same word of two rows.
#include <algorithm>
#include <cstring>

#include "linker/kernels/table.h"

namespace tally::linker {
namespace {

using Words = std::uint64_t __attribute__((vector_size(16)));

constexpr std::size_t kRows = 2;       // of a vector
constexpr std::size_t kGroup = 8;      // right rows counted together
constexpr std::size_t kMaxWords = 30;  // whose bits a byte's sum of at most 8 each can take
static_assert(kPanelRows % kGroup == 0 && kMaxWords % 3 == 0);

bool supported(const port::CpuFeatures&) {
  return true;
}

// The first word of all rows, then the next.
void pack_right(Shape shape, const std::uint64_t* const* rows, std::size_t count,
                std::uint64_t* out) {
  for (std::size_t w = 0; w < shape.words; ++w)
    for (std::size_t r = 0; r < kPanelRows; ++r) *out++ = r < count ? rows[r][w] : 0;
}

// Bits set in each four [Warren2012].
inline Words fours(Words x) {
  x -= x >> 1 & 0x5555'5555'5555'5555;
  return (x & 0x3333'3333'3333'3333) + (x >> 2 & 0x3333'3333'3333'3333);
}

// Sums of fours of at most three words, over bytes.
inline Words bytes(Words sums) {
  return (sums & 0x0F0F'0F0F'0F0F'0F0F) + (sums >> 4 & 0x0F0F'0F0F'0F0F'0F0F);
}

inline std::uint32_t sum_of_bytes(std::uint64_t x) {
  constexpr std::uint64_t kEven = 0x00FF'00FF'00FF'00FF;
  return static_cast<std::uint32_t>(((x & kEven) + (x >> 8 & kEven)) * 0x0001'0001'0001'0001 >> 48);
}

// Adds the overlaps of a left row with 8 right rows in at most kMaxWords words.
inline void count_part(std::size_t words, const std::uint64_t* left, const std::uint64_t* right,
                       std::uint32_t* counts) {
  Words sums[kGroup / kRows] = {};
  const auto both = [&](std::size_t w, std::size_t v) {
    Words x;
    std::memcpy(&x, right + w * kPanelRows + v * kRows, sizeof x);
    return x & left[w];
  };
  std::size_t w = 0;
  for (; w + 3 <= words; w += 3) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < kGroup / kRows; ++v)
      sums[v] += bytes(fours(both(w, v)) + fours(both(w + 1, v)) + fours(both(w + 2, v)));
  }
  for (; w < words; ++w) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < kGroup / kRows; ++v) sums[v] += bytes(fours(both(w, v)));
  }
#pragma GCC unroll 8
  for (std::size_t r = 0; r < kGroup; ++r) counts[r] += sum_of_bytes(sums[r / kRows][r % kRows]);
}

// Calls test(left row, right row, overlap) for every pair, and writes those for which it is true.
template <class Test>
std::size_t find(Shape shape, const std::uint64_t* left, const std::uint64_t* right, Hit* hits,
                 Test test) {
  Hit* end = hits;
  for (std::size_t i = 0; i < kPanelRows; ++i, left += shape.words) {
    for (std::size_t first = 0; first < kPanelRows; first += kGroup) {
      std::uint32_t counts[kGroup] = {};
      for (std::size_t w = 0; w < shape.words; w += kMaxWords)
        count_part(std::min(kMaxWords, shape.words - w), left + w, right + w * kPanelRows + first,
                   counts);
      for (std::size_t r = 0; r < kGroup; ++r) {
        if (test(i, first + r, counts[r]))
          *end++ = {static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(first + r),
                    counts[r]};
      }
    }
  }
  return static_cast<std::size_t>(end - hits);
}

std::size_t scan(Shape shape, const Panel& left, const Panel& right, Hit* hits) {
  return find(shape, left.packed, right.packed, hits,
              [&](std::size_t i, std::size_t j, std::uint32_t both) {
                const std::uint32_t bound = std::min(left.bounds[i], right.bounds[j]);
                return both << shape.shift >= bound * (left.popcounts[i] + right.popcounts[j]);
              });
}

std::size_t sift(Shape shape, const SiftPanel& left, const SiftPanel& right, Hit* hits) {
  return find(shape, left.packed, right.packed, hits,
              [&](std::size_t i, std::size_t j, std::uint32_t both) {
                return static_cast<std::int32_t>(both << shape.shift) >=
                       std::max(left.lack[i] + right.half[j], left.half[i] + right.lack[j]);
              });
}

}  // namespace

const Kernel kPortable = {"portable", supported, row_words, pack_rows, pack_right, scan, sift};

}  // namespace tally::linker
