// VPOPCNTDQ (Ice Lake, Zen 4 and later): 3 instructions for 512 bits of a pair (and, popcnt, add),
// no sum across lanes. A right panel is transposed, so that a register holds the same 32 bits of 16
// rows; a tile of 4 left rows x 4 such groups keeps its 16 registers of counts to the end, and each
// load serves four pairs.
//
// scan does not stop early after part of the bits: with the bounds of a search (tenth best, Dice
// about .62 among made-up CLKs of people) 88 % of pairs are still undecided after 640 of 1024 bits.
#ifdef __x86_64__
#if defined(__GNUC__) && !defined(__clang__)
// GCC PR 105593: false alarms inside avx512fintrin.h.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>

#define TALLY_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq")))
#include "linker/kernels/find_hits.h"

namespace tally::linker {
namespace {

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

struct Avx512 {
  using Counts = std::uint32_t __attribute__((vector_size(64)));
  using Signed = std::int32_t __attribute__((vector_size(64)));
  static constexpr std::size_t kLeftTile = 4;
  static constexpr std::size_t kGroups = 4;

  TALLY_TARGET static void count_tile(Shape shape, const std::uint64_t* left, std::size_t first,
                                      const std::uint64_t* right, Tile<Avx512>& counts) {
    const std::size_t dwords = 2 * shape.words;
    const auto* a = reinterpret_cast<const std::uint32_t*>(left) + first * dwords;
    const auto* b = reinterpret_cast<const std::uint32_t*>(right);
    for (auto& row : counts)
      for (Counts& group : row) group = Counts{};
    for (std::size_t d = 0; d < dwords; ++d, ++a, b += kPanelRows) {
      __m512i group[kGroups];
#pragma GCC unroll 4
      for (std::size_t g = 0; g < kGroups; ++g) group[g] = load<__m512i>(b + g * kLanes<Avx512>);
#pragma GCC unroll 4
      for (std::size_t i = 0; i < kLeftTile; ++i) {
        const __m512i row = _mm512_set1_epi32(static_cast<int>(a[i * dwords]));
#pragma GCC unroll 4
        for (std::size_t g = 0; g < kGroups; ++g) {
          counts[i][g] +=
              reinterpret_cast<Counts>(_mm512_popcnt_epi32(_mm512_and_si512(row, group[g])));
        }
      }
    }
  }

  TALLY_TARGET static std::uint32_t at_least(Counts have, Counts least) {
    return _mm512_cmpge_epu32_mask(reinterpret_cast<__m512i>(have),
                                   reinterpret_cast<__m512i>(least));
  }
  TALLY_TARGET static std::uint32_t at_least(Signed have, Signed least) {
    return _mm512_cmpge_epi32_mask(reinterpret_cast<__m512i>(have),
                                   reinterpret_cast<__m512i>(least));
  }
};

}  // namespace

const Kernel kAvx512 = {"avx512",   supported,    row_words,   pack_rows,
                        pack_right, scan<Avx512>, sift<Avx512>};

}  // namespace tally::linker
#endif
