// AVX2 (Haswell, Zen and later) has no popcount: a byte shuffle looks up the overlap of 4 bits of a
// left row with those of 32 right rows, in a table of 16 bytes that the left row's 4 bits choose
// (the "fast scan" of vector quantisers [Andre2015]). A right panel is transposed, so that a
// register holds the same 8 bits of 32 rows. Sums are of bytes, and go over to 32 bits before they
// can overflow.
#ifdef __x86_64__
#include <immintrin.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "linker/kernels/table.h"

// On functions, never on the file: a file's flag leaks into shared inline functions.
#define TALLY_AVX2 __attribute__((target("avx2")))

namespace tally::linker {
namespace {

constexpr std::size_t kLeftTile = 2;
constexpr std::size_t kBytes = 32;          // rows in a register of bytes
constexpr std::size_t kLanes = 8;           // rows in a register of counts
constexpr std::size_t kMaxSteps = 255 / 8;  // bytes of a row that a byte's sum can take
static_assert(kPanelRows == 2 * kBytes && kPanelRows % kLeftTile == 0);

// kOverlaps[a][b]: bits that a and b, of 4 bits each, share.
struct alignas(16) Overlaps {
  std::uint8_t of[16];
};
constexpr auto kOverlaps = [] {
  std::array<Overlaps, 16> table{};
  for (unsigned a = 0; a < 16; ++a)
    for (unsigned b = 0; b < 16; ++b)
      table[a].of[b] = static_cast<std::uint8_t>(std::popcount(a & b));
  return table;
}();

bool supported(const port::CpuFeatures& cpu) {
  return cpu.avx2;
}

// The first byte of all rows, then the next.
void pack_right(Shape shape, const std::uint64_t* const* rows, std::size_t count,
                std::uint64_t* out) {
  auto* to = reinterpret_cast<std::uint8_t*>(out);
  for (std::size_t w = 0; w < shape.words; ++w) {
    for (unsigned shift = 0; shift < 64; shift += 8, to += kPanelRows)
      for (std::size_t r = 0; r < kPanelRows; ++r)
        to[r] = r < count ? static_cast<std::uint8_t>(rows[r][w] >> shift) : std::uint8_t{0};
  }
}

TALLY_AVX2 inline __m256i load(const void* p) {
  return _mm256_load_si256(static_cast<const __m256i*>(p));
}
TALLY_AVX2 inline __m256i table(unsigned nibble) {
  return _mm256_broadcastsi128_si256(
      _mm_load_si128(reinterpret_cast<const __m128i*>(kOverlaps[nibble].of)));
}

// Overlaps of each left row of a tile with the 64 right rows.
struct alignas(32) Counts {
  std::uint32_t of[kLeftTile][kPanelRows];
};

// Adds the sums of 32 rows to their counts.
TALLY_AVX2 inline void widen(__m256i sums, std::uint32_t* counts) {
  const __m128i low = _mm256_castsi256_si128(sums);
  const __m128i high = _mm256_extracti128_si256(sums, 1);
  const __m128i quarters[] = {low, _mm_srli_si128(low, 8), high, _mm_srli_si128(high, 8)};
#pragma GCC unroll 4
  for (std::size_t q = 0; q < 4; ++q) {
    auto* to = reinterpret_cast<__m256i*>(counts + q * kLanes);
    _mm256_store_si256(to, _mm256_add_epi32(load(to), _mm256_cvtepu8_epi32(quarters[q])));
  }
}

// Over at most kMaxSteps bytes of the rows.
TALLY_AVX2 inline void count_part(std::size_t steps, std::size_t stride, const std::uint8_t* left,
                                  const std::uint8_t* right, Counts& counts) {
  const __m256i nibble = _mm256_set1_epi8(0x0F);
  __m256i sums[kLeftTile][2] = {};
  for (std::size_t s = 0; s < steps; ++s, right += kPanelRows) {
    const __m256i bytes[] = {load(right), load(right + kBytes)};
    __m256i low[2], high[2];
#pragma GCC unroll 2
    for (std::size_t g = 0; g < 2; ++g) {
      low[g] = _mm256_and_si256(bytes[g], nibble);
      high[g] = _mm256_and_si256(_mm256_srli_epi16(bytes[g], 4), nibble);
    }
#pragma GCC unroll 2
    for (std::size_t i = 0; i < kLeftTile; ++i) {
      const unsigned byte = left[i * stride + s];
      const __m256i low_table = table(byte & 15);
      const __m256i high_table = table(byte >> 4);
#pragma GCC unroll 2
      for (std::size_t g = 0; g < 2; ++g) {
        const __m256i both = _mm256_add_epi8(_mm256_shuffle_epi8(low_table, low[g]),
                                             _mm256_shuffle_epi8(high_table, high[g]));
        sums[i][g] = _mm256_add_epi8(sums[i][g], both);
      }
    }
  }
#pragma GCC unroll 2
  for (std::size_t i = 0; i < kLeftTile; ++i)
    for (std::size_t g = 0; g < 2; ++g) widen(sums[i][g], counts.of[i] + g * kBytes);
}

TALLY_AVX2 inline void count_tile(std::size_t bytes, const std::uint8_t* left,
                                  const std::uint8_t* right, Counts& counts) {
  std::memset(&counts, 0, sizeof counts);
  for (std::size_t done = 0; done < bytes; done += kMaxSteps) {
    count_part(std::min(kMaxSteps, bytes - done), bytes, left + done, right + done * kPanelRows,
               counts);
  }
}

// Which of 8 right rows hit a left row, by their overlaps: the sign bits of 32-bit lanes.
class ScanTest {
 public:
  TALLY_AVX2 ScanTest(Shape shape, const Panel& left, const Panel& right)
      : left_(left), right_(right), shift_(_mm_cvtsi32_si128(static_cast<int>(shape.shift))) {}
  TALLY_AVX2 void take_left(std::size_t row) {
    popcount_ = _mm256_set1_epi32(static_cast<int>(left_.popcounts[row]));
    bound_ = _mm256_set1_epi32(static_cast<int>(left_.bounds[row]));
  }
  TALLY_AVX2 __m256i hits(std::size_t right, __m256i overlaps) const {
    const __m256i total = _mm256_add_epi32(popcount_, load(right_.popcounts + right));
    const __m256i bound = _mm256_min_epu32(bound_, load(right_.bounds + right));
    const __m256i least = _mm256_mullo_epi32(total, bound);
    const __m256i have = _mm256_sll_epi32(overlaps, shift_);
    return _mm256_cmpeq_epi32(_mm256_max_epu32(have, least), have);
  }

 private:
  const Panel& left_;
  const Panel& right_;
  const __m128i shift_;
  __m256i popcount_{}, bound_{};
};

class SiftTest {
 public:
  TALLY_AVX2 SiftTest(Shape shape, const SiftPanel& left, const SiftPanel& right)
      : left_(left), right_(right), shift_(_mm_cvtsi32_si128(static_cast<int>(shape.shift))) {}
  TALLY_AVX2 void take_left(std::size_t row) {
    half_ = _mm256_set1_epi32(left_.half[row]);
    lack_ = _mm256_set1_epi32(left_.lack[row]);
  }
  TALLY_AVX2 __m256i hits(std::size_t right, __m256i overlaps) const {
    const __m256i least = _mm256_max_epi32(_mm256_add_epi32(lack_, load(right_.half + right)),
                                           _mm256_add_epi32(half_, load(right_.lack + right)));
    const __m256i have = _mm256_sll_epi32(overlaps, shift_);
    return _mm256_cmpeq_epi32(_mm256_max_epi32(have, least), have);
  }

 private:
  const SiftPanel& left_;
  const SiftPanel& right_;
  const __m128i shift_;
  __m256i half_{}, lack_{};
};

template <class Test, class AnyPanel>
TALLY_AVX2 inline std::size_t find(Shape shape, const AnyPanel& left, const AnyPanel& right,
                                   Hit* hits) {
  const std::size_t bytes = 8 * shape.words;
  const auto* a = reinterpret_cast<const std::uint8_t*>(left.packed);
  const auto* b = reinterpret_cast<const std::uint8_t*>(right.packed);
  Test test(shape, left, right);
  Counts counts;
  Hit* end = hits;
  for (std::size_t first = 0; first < kPanelRows; first += kLeftTile, a += kLeftTile * bytes) {
    count_tile(bytes, a, b, counts);
    for (std::size_t i = 0; i < kLeftTile; ++i) {
      test.take_left(first + i);
      for (std::size_t r = 0; r < kPanelRows; r += kLanes) {
        const __m256i found = test.hits(r, load(counts.of[i] + r));
        auto rest = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(found)));
        for (; rest != 0; rest &= rest - 1) {
          const std::size_t right_row = r + static_cast<std::size_t>(std::countr_zero(rest));
          *end++ = {static_cast<std::uint16_t>(first + i), static_cast<std::uint16_t>(right_row),
                    counts.of[i][right_row]};
        }
      }
    }
  }
  return static_cast<std::size_t>(end - hits);
}

TALLY_AVX2 std::size_t scan(Shape shape, const Panel& left, const Panel& right, Hit* hits) {
  return find<ScanTest>(shape, left, right, hits);
}
TALLY_AVX2 std::size_t sift(Shape shape, const SiftPanel& left, const SiftPanel& right, Hit* hits) {
  return find<SiftTest>(shape, left, right, hits);
}

}  // namespace

const Kernel kAvx2 = {"avx2", supported, row_words, pack_rows, pack_right, scan, sift};

}  // namespace tally::linker
#endif
