// For any processor: vectors of two 64-bit words, which every compiler translates well, without a
// popcount instruction. A right panel is transposed, so that a vector holds the same word of two
// rows.
#include <algorithm>

#define TALLY_TARGET
#include "linker/kernels/find_hits.h"

namespace tally::linker {
namespace {

using Words = std::uint64_t __attribute__((vector_size(16)));

constexpr std::size_t kRows = 2;       // of a vector
constexpr std::size_t kGroup = 8;      // right rows counted together
constexpr std::size_t kMaxWords = 30;  // words that a byte's sum can hold, at most 8 from each
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

struct Portable {
  using Counts = std::uint32_t;
  using Signed = std::int32_t;
  static constexpr std::size_t kLeftTile = 1;

  static void count_tile(Shape shape, const std::uint64_t* left, std::size_t first,
                         const std::uint64_t* right, Tile<Portable>& counts) {
    left += first * shape.words;
    for (std::size_t r = 0; r < kPanelRows; r += kGroup) {
      std::fill_n(counts[0] + r, kGroup, 0U);
      for (std::size_t w = 0; w < shape.words; w += kMaxWords)
        count_part(std::min(kMaxWords, shape.words - w), left + w, right + w * kPanelRows + r,
                   counts[0] + r);
    }
  }

  template <class Number>
  static std::uint32_t at_least(Number have, Number least) {
    return have >= least ? 1 : 0;
  }

 private:
  // Adds the overlaps of a left row with 8 right rows in at most kMaxWords words.
  static void count_part(std::size_t words, const std::uint64_t* left, const std::uint64_t* right,
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
};

}  // namespace

const Kernel kPortable = {"portable", supported,      row_words,     pack_rows,
                          pack_right, scan<Portable>, sift<Portable>};

}  // namespace tally::linker
