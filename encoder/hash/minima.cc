#include "encoder/hash/minima.h"

#include <bit>
#include <cassert>
#include <limits>

// Compiled for several instruction sets, of which the processor's best is taken: for some others
// this is a name for nothing.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__) && \
    (!defined(__clang__) || __clang_major__ >= 14) && defined(__gnu_linux__)
#define TALLY_WIDE __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define TALLY_WIDE
#endif

namespace tally::encoder {
namespace {

constexpr unsigned kFractionBits = 18;
constexpr std::uint32_t kHighest = 33U << kFractionBits;

TALLY_WIDE void take_token_at(float* __restrict least, std::uint32_t* __restrict whose,
                              const float* __restrict hashes, float scale, std::uint32_t token,
                              std::size_t places) {
  for (std::size_t i = 0; i < places; ++i) {
    const float hash = hashes[i] * scale;
    const bool less = hash < least[i];
    least[i] = less ? hash : least[i];
    whose[i] = less ? token : whose[i];
  }
}

TALLY_WIDE void take_minima_at(float* __restrict least, std::uint32_t* __restrict whose,
                               const float* __restrict other_least,
                               const std::uint32_t* __restrict others, std::size_t places) {
  for (std::size_t i = 0; i < places; ++i) {
    const bool less = other_least[i] < least[i];
    least[i] = less ? other_least[i] : least[i];
    whose[i] = less ? others[i] : whose[i];
  }
}

}  // namespace

void Minima::clear(std::size_t places) {
  least.assign(places, std::numeric_limits<float>::infinity());
  token.assign(places, 0);
}

void take_token(Minima& minima, std::span<const float> hashes, float scale, std::uint32_t token) {
  assert(hashes.size() == minima.least.size());
  take_token_at(minima.least.data(), minima.token.data(), hashes.data(), scale, token,
                hashes.size());
}

void take_minima(Minima& minima, const Minima& others) {
  assert(others.least.size() == minima.least.size());
  take_minima_at(minima.least.data(), minima.token.data(), others.least.data(), others.token.data(),
                 others.least.size());
}

std::uint32_t exponential(std::uint32_t word) {
  const std::uint64_t odd = 2 * std::uint64_t{word} + 1;
  const auto whole = static_cast<unsigned>(std::bit_width(odd)) - 1;
  // In [2^31, 2^32); squaring it doubles the logarithm, whose next bit says whether it passes 2^32.
  std::uint64_t mantissa = whole <= 31 ? odd << (31 - whole) : odd >> (whole - 31);
  std::uint32_t fraction = 0;
  for (unsigned bit = 0; bit < kFractionBits; ++bit) {
    const std::uint64_t square = mantissa * mantissa;
    const auto over = static_cast<unsigned>(square >> 63);
    mantissa = square >> (31 + over);
    fraction = fraction << 1 | over;
  }
  return kHighest - (whole << kFractionBits | fraction);
}

}  // namespace tally::encoder
