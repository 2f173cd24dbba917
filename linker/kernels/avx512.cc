// VPOPCNTDQ (Ice Lake, Zen 4 and later): 3 instructions for 512 bits of a pair (and, popcnt, add),
// no sum across lanes. A right panel is transposed, so that a register holds the same 32 bits of 16
// rows; a tile of 4 left rows x 4 such groups keeps its 16 registers of counts to the end, and each
// load serves four pairs.
//
// scan has no early exit after a part of the bits: with the bounds of a search (tenth best, Dice
// about .62 among made-up CLKs of people) 88 % of pairs are still open after 640 of 1024 bits.
#ifdef __x86_64__
#if defined(__GNUC__) && !defined(__clang__)
// GCC PR 105593: false alarms inside avx512fintrin.h.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>

#include <bit>
#include <cstring>

#include "linker/kernels/table.h"

// On functions, never on the file: a file's flag leaks into shared inline functions.
#define TALLY_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq")))

namespace tally::linker {
namespace {

constexpr std::size_t kLeftTile = 4;
constexpr std::size_t kGroups = 4;
constexpr std::size_t kLanes = 16;
static_assert(kGroups * kLanes == kPanelRows && kPanelRows % kLeftTile == 0);

bool supported(const port::CpuFeatures& cpu) {
  return cpu.avx512_vpopcntdq;
}

// The first 32 bits of all rows, then the next.
void pack_right(Shape shape, const std::uint64_t* const* rows, std::size_t count,
                std::uint64_t* out) {
  auto* to = reinterpret_cast<std::uint32_t*>(out);
  for (std::size_t w = 0; w < shape.words; ++w, to += 2 * kPanelRows) {
    for (std::size_t r = 0; r < kPanelRows; ++r) {
      const std::uint64_t word = r < count ? rows[r][w] : 0;
      to[r] = static_cast<std::uint32_t>(word);
      to[kPanelRows + r] = static_cast<std::uint32_t>(word >> 32);
    }
  }
}

TALLY_AVX512 inline __m512i load(const void* p) {
  return _mm512_load_si512(p);
}
TALLY_AVX512 inline __m512i broadcast(std::uint32_t x) {
  return _mm512_set1_epi32(static_cast<int>(x));
}

// counts[i][g]: overlaps of left row i with the 16 right rows of group g.
TALLY_AVX512 inline void count_tile(std::size_t dwords, const std::uint32_t* left,
                                    const std::uint32_t* right,
                                    __m512i (&counts)[kLeftTile][kGroups]) {
  for (auto& row : counts)
    for (__m512i& group : row) group = _mm512_setzero_si512();
  for (std::size_t d = 0; d < dwords; ++d, ++left, right += kPanelRows) {
    __m512i b[kGroups];
#pragma GCC unroll 4
    for (std::size_t g = 0; g < kGroups; ++g) b[g] = load(right + g * kLanes);
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kLeftTile; ++i) {
      const __m512i a = broadcast(left[i * dwords]);
#pragma GCC unroll 4
      for (std::size_t g = 0; g < kGroups; ++g)
        counts[i][g] =
            _mm512_add_epi32(counts[i][g], _mm512_popcnt_epi32(_mm512_and_si512(a, b[g])));
    }
  }
}

// Which of 16 right rows of a group hit a left row, by their overlaps.
class ScanTest {
 public:
  TALLY_AVX512 ScanTest(Shape shape, const Panel& left, const Panel& right)
      : left_(left), right_(right), shift_(_mm_cvtsi32_si128(static_cast<int>(shape.shift))) {}
  TALLY_AVX512 void take_left(std::size_t row) {
    popcount_ = broadcast(left_.popcounts[row]);
    bound_ = broadcast(left_.bounds[row]);
  }
  TALLY_AVX512 __mmask16 hits(std::size_t right, __m512i overlaps) const {
    const __m512i total = _mm512_add_epi32(popcount_, load(right_.popcounts + right));
    const __m512i bound = _mm512_min_epu32(bound_, load(right_.bounds + right));
    return _mm512_cmpge_epu32_mask(_mm512_sll_epi32(overlaps, shift_),
                                   _mm512_mullo_epi32(total, bound));
  }

 private:
  const Panel& left_;
  const Panel& right_;
  const __m128i shift_;
  __m512i popcount_{}, bound_{};
};

class SiftTest {
 public:
  TALLY_AVX512 SiftTest(Shape shape, const SiftPanel& left, const SiftPanel& right)
      : left_(left), right_(right), shift_(_mm_cvtsi32_si128(static_cast<int>(shape.shift))) {}
  TALLY_AVX512 void take_left(std::size_t row) {
    half_ = _mm512_set1_epi32(left_.half[row]);
    lack_ = _mm512_set1_epi32(left_.lack[row]);
  }
  TALLY_AVX512 __mmask16 hits(std::size_t right, __m512i overlaps) const {
    const __m512i least = _mm512_max_epi32(_mm512_add_epi32(lack_, load(right_.half + right)),
                                           _mm512_add_epi32(half_, load(right_.lack + right)));
    return _mm512_cmpge_epi32_mask(_mm512_sll_epi32(overlaps, shift_), least);
  }

 private:
  const SiftPanel& left_;
  const SiftPanel& right_;
  const __m128i shift_;
  __m512i half_{}, lack_{};
};

TALLY_AVX512 inline Hit* append(Hit* hits, std::size_t left, std::size_t right, __mmask16 mask,
                                __m512i overlaps) {
  alignas(64) std::uint32_t overlap[kLanes];
  _mm512_store_si512(overlap, overlaps);
  for (std::uint32_t rest = mask; rest != 0; rest &= rest - 1) {
    const auto lane = static_cast<std::size_t>(std::countr_zero(rest));
    *hits++ = {static_cast<std::uint16_t>(left), static_cast<std::uint16_t>(right + lane),
               overlap[lane]};
  }
  return hits;
}

template <class Test, class AnyPanel>
TALLY_AVX512 inline std::size_t find(Shape shape, const AnyPanel& left, const AnyPanel& right,
                                     Hit* hits) {
  const std::size_t dwords = 2 * shape.words;
  const auto* a = reinterpret_cast<const std::uint32_t*>(left.packed);
  const auto* b = reinterpret_cast<const std::uint32_t*>(right.packed);
  Test test(shape, left, right);
  Hit* end = hits;
  for (std::size_t first = 0; first < kPanelRows; first += kLeftTile, a += kLeftTile * dwords) {
    __m512i counts[kLeftTile][kGroups];
    count_tile(dwords, a, b, counts);
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kLeftTile; ++i) {
      test.take_left(first + i);
#pragma GCC unroll 4
      for (std::size_t g = 0; g < kGroups; ++g) {
        const __mmask16 mask = test.hits(g * kLanes, counts[i][g]);
        if (mask != 0) [[unlikely]]
          end = append(end, first + i, g * kLanes, mask, counts[i][g]);
      }
    }
  }
  return static_cast<std::size_t>(end - hits);
}

TALLY_AVX512 std::size_t scan(Shape shape, const Panel& left, const Panel& right, Hit* hits) {
  return find<ScanTest>(shape, left, right, hits);
}
TALLY_AVX512 std::size_t sift(Shape shape, const SiftPanel& left, const SiftPanel& right,
                              Hit* hits) {
  return find<SiftTest>(shape, left, right, hits);
}

}  // namespace

const Kernel kAvx512 = {"avx512", supported, row_words, pack_rows, pack_right, scan, sift};

}  // namespace tally::linker
#endif
