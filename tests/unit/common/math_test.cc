#include "common/math.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace tally::math_test {
namespace {

constexpr double kTolerance = 1e-15;  // relative

double relative_error(double got, double expected) {
  return expected == 0 ? std::fabs(got) : std::fabs((got - expected) / expected);
}

// Numbers in [0, 1) from a fixed generator [Steele2014].
struct Uniform {
  std::uint64_t state;
  double next() {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-53;
  }
};

}  // namespace

TEST_CASE("log2 and exp agree with the C library within a rounding or two") {
  constexpr std::uint64_t kSeed = 20240601;
  CAPTURE(kSeed);
  Uniform uniform{kSeed};
  double worst_log2 = 0;
  double worst_exp = 0;
  for (int i = 0; i < 200000; ++i) {
    const double u = uniform.next();
    for (const double x : {u + 1e-12, 1 + (u - 0.5) * 1e-3, std::ldexp(u + 0.5, i % 2000 - 1000)}) {
      worst_log2 = std::fmax(worst_log2, relative_error(portable_log2(x), std::log2(x)));
    }
    for (const double x : {(u - 0.5) * 2, (u - 0.5) * 1400}) {
      worst_exp = std::fmax(worst_exp, relative_error(portable_exp(x), std::exp(x)));
    }
  }
  CHECK(worst_log2 < kTolerance);
  CHECK(worst_exp < kTolerance);
}

TEST_CASE("log2 of powers of two is exact") {
  for (int power = -1074; power <= 1023; ++power) {
    CAPTURE(power);
    CHECK(portable_log2(std::ldexp(1.0, power)) == power);
  }
}

TEST_CASE("exp is clamped at both ends") {
  CHECK(portable_exp(0) == 1);
  CHECK(portable_exp(-700.1) == 0);
  CHECK(portable_exp(-std::numeric_limits<double>::infinity()) == 0);
  CHECK(portable_exp(701) == portable_exp(700));
  CHECK(portable_exp(std::numeric_limits<double>::infinity()) == portable_exp(700));
  CHECK(std::isfinite(portable_exp(700)));
  CHECK(portable_exp(-700) > 0);
}

// Another compiler, flag or processor must not change a bit, since weights and links depend on it.
TEST_CASE("log2 and exp give the same bits everywhere") {
  struct Case {
    double x;
    double log2;
    double exp;
  };
  const std::array<Case, 12> cases = {{
      {0x0.0000000000001p-1022, -0x1.0c8p+10, 0x1p+0},
      {0x1.12e0be826d695p-30, -0x1.de5b8eaa8d7ep+4, 0x1.000000044b83p+0},
      {0x1.47ae147ae147bp-7, -0x1.a934f0979a371p+2, 0x1.0292a5d2f2226p+0},
      {0x1.5555555555555p-2, -0x1.95c01a39fbd69p+0, 0x1.6546db1ba2d13p+0},
      {0x1.6a09e667f3bccp-1, -0x1.0000000000002p-1, 0x1.0399458f5a0d6p+1},
      {0x1.ccccccccccccdp-1, -0x1.374d65d9e608dp-3, 0x1.3ad44655c78bcp+1},
      {0x1.000001ad7f29bp+0, 0x1.35d0fea5fccb6p-23, 0x1.5bf0aaf904984p+1},
      {0x1.8p+0, 0x1.2b803473f7ad2p-1, 0x1.1ed3fe64fc541p+2},
      {0x1.921fb54442d11p+1, 0x1.a6c873498ddfp+0, 0x1.724046eb09324p+4},
      {0x1.4p+3, 0x1.a934f0979a371p+1, 0x1.5829dcf95056p+14},
      {0x1.908p+6, 0x1.a95277bee5401p+2, 0x1.5daaf24221d5ep+144},
      {0x1.5dcp+9, 0x1.2e67e067dc171p+3, 0x1.1f0df6d72215ep+1009},
  }};
  for (const Case& c : cases) {
    CAPTURE(c.x);
    CHECK(portable_log2(c.x) == c.log2);
    CHECK(portable_exp(c.x) == c.exp);
  }
}

}  // namespace tally::math_test
