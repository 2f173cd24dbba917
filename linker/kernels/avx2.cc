// AVX2 (Haswell, Zen and later) has no popcount: a byte shuffle looks up the overlap of 4 bits of a
// left row with those of 32 right rows, in a table of 16 bytes that the left row's 4 bits choose
// (the "fast scan" of vector quantisers [Andre2015]). A right panel is transposed, so that a
// register holds the same 8 bits of 32 rows. Sums are bytes, which are added to 32-bit counts
// before they can overflow.
#ifdef __x86_64__
#include <immintrin.h>

#include <algorithm>
#include <array>

#define TALLY_TARGET __attribute__((target("avx2")))
#include "linker/kernels/find_hits.h"

namespace tally::linker {
namespace {

constexpr std::size_t kBytes = 32;          // rows in a register of bytes
constexpr std::size_t kMaxSteps = 255 / 8;  // bytes of a row that a byte's sum can hold
static_assert(kPanelRows == 2 * kBytes);

// kOverlaps[a][b]: the number of bits that a and b share; each has 4 bits.
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

TALLY_TARGET inline __m256i table(unsigned nibble) {
  return _mm256_broadcastsi128_si256(
      _mm_load_si128(reinterpret_cast<const __m128i*>(kOverlaps[nibble].of)));
}

struct Avx2 {
  using Counts = std::uint32_t __attribute__((vector_size(32)));
  using Signed = std::int32_t __attribute__((vector_size(32)));
  static constexpr std::size_t kLeftTile = 2;

  TALLY_TARGET static void count_tile(Shape shape, const std::uint64_t* left, std::size_t first,
                                      const std::uint64_t* right, Tile<Avx2>& counts) {
    const std::size_t bytes = 8 * shape.words;
    const auto* a = reinterpret_cast<const std::uint8_t*>(left) + first * bytes;
    const auto* b = reinterpret_cast<const std::uint8_t*>(right);
    for (auto& row : counts)
      for (Counts& eight : row) eight = Counts{};
    for (std::size_t done = 0; done < bytes; done += kMaxSteps)
      count_part(std::min(kMaxSteps, bytes - done), bytes, a + done, b + done * kPanelRows, counts);
  }

  // For both types, Counts and Signed.
  template <class Vector>
  TALLY_TARGET static std::uint32_t at_least(Vector have, Vector least) {
    return static_cast<std::uint32_t>(_mm256_movemask_ps(reinterpret_cast<__m256>(have >= least)));
  }

 private:
  // Covers at most kMaxSteps bytes of the rows.
  TALLY_TARGET static void count_part(std::size_t steps, std::size_t stride,
                                      const std::uint8_t* left, const std::uint8_t* right,
                                      Tile<Avx2>& counts) {
    const __m256i nibble = _mm256_set1_epi8(0x0F);
    __m256i sums[kLeftTile][2] = {};
    for (std::size_t s = 0; s < steps; ++s, right += kPanelRows) {
      const __m256i bytes[] = {load<__m256i>(right), load<__m256i>(right + kBytes)};
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
      for (std::size_t g = 0; g < 2; ++g) widen(sums[i][g], &counts[i][4 * g]);
  }

  // Adds the sums of 32 rows to their counts.
  TALLY_TARGET static void widen(__m256i sums, Counts* counts) {
    const __m128i low = _mm256_castsi256_si128(sums);
    const __m128i high = _mm256_extracti128_si256(sums, 1);
    const __m128i quarters[] = {low, _mm_srli_si128(low, 8), high, _mm_srli_si128(high, 8)};
#pragma GCC unroll 4
    for (std::size_t q = 0; q < 4; ++q)
      counts[q] += reinterpret_cast<Counts>(_mm256_cvtepu8_epi32(quarters[q]));
  }
};

}  // namespace

const Kernel kAvx2 = {"avx2", supported, row_words, pack_rows, pack_right, scan<Avx2>, sift<Avx2>};

}  // namespace tally::linker
#endif
