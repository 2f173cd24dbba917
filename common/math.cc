#include "common/math.h"

#include <bit>
#include <cassert>
#include <cfloat>
#include <cstdint>
#include <limits>

namespace tally {
namespace {

static_assert(std::numeric_limits<double>::is_iec559 && FLT_EVAL_METHOD == 0,
              "each operation rounds once, to double");

constexpr int kMantissaBits = 52;
constexpr std::int64_t kExponentBias = 1023;

// 2^exponent, for normal numbers.
double power_of_two(std::int64_t exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + kExponentBias)
                               << kMantissaBits);
}

// s^2/3 + s^4/5 + ... = atanh(s)/s - 1, for |s| <= 3 - 2 sqrt 2. The first term left out is below
// 2^-60.
double atanh_tail(double s) {
  const double square = s * s;
  double sum = 0;
  for (int power = 23; power >= 3; power -= 2) sum = (sum + 1.0 / power) * square;
  return sum;
}

}  // namespace

// x = m 2^e with m in [sqrt 1/2, sqrt 2), so that e + log2 m does not cancel; then
// ln m = 2 atanh((m - 1) / (m + 1)), by its series.
double portable_log2(double x) {
  assert(x > 0 && x <= DBL_MAX);
  std::int64_t exponent = 0;
  if (x < DBL_MIN) {
    x *= power_of_two(54);
    exponent = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  exponent += static_cast<std::int64_t>(bits >> kMantissaBits) - kExponentBias;
  constexpr std::uint64_t kMantissa = (std::uint64_t{1} << kMantissaBits) - 1;
  double m = std::bit_cast<double>((bits & kMantissa) | std::bit_cast<std::uint64_t>(1.0));
  if (m >= 0x1.6a09e667f3bcdp+0) {  // sqrt 2
    m *= 0.5;
    ++exponent;
  }
  constexpr double kTwoOverLn2 = 0x1.71547652b82fep+1;
  const double s = (m - 1) / (m + 1);
  return static_cast<double>(exponent) + kTwoOverLn2 * (s + s * atanh_tail(s));
}

// x = k ln 2 + r with |r| <= ln 2 / 2, then 2^k times the Taylor series of exp(r), whose first term
// left out is below 2^-57. ln 2 is split in two so that k times its upper part is exact
// [CodyWaite1980]; the halves are those of fdlibm.
double portable_exp(double x) {
  assert(x == x);
  if (x < -700) return 0;
  if (x > 700) x = 700;
  constexpr double kLn2High = 0x1.62e42feep-1;
  constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
  constexpr double kOneOverLn2 = 0x1.71547652b82fep+0;
  const auto k = static_cast<std::int64_t>(x * kOneOverLn2 + (x < 0 ? -0.5 : 0.5));
  const auto scale = static_cast<double>(k);
  const double r = (x - scale * kLn2High) - scale * kLn2Low;
  double sum = 1;
  for (int term = 14; term >= 1; --term) sum = 1 + r / term * sum;
  return sum * power_of_two(k);
}

}  // namespace tally
