#include "encoder/clkhash/numeric.h"

#include <cmath>
#include <utility>

#include "encoder/clkhash/numbers.h"

namespace tally::encoder::clkhash {

Result<Numeric> Numeric::make(BigInteger interval, std::uint32_t resolution, unsigned precision) {
  const double nearest = interval.nearest();
  if (!std::isfinite(nearest)) return malformed("a threshold distance too large");
  Numeric made;
  // clkhash compares with half the interval as a double.
  made.half_ = nearest <= 0x1p53 ? interval.halved_up() : BigInteger::from_whole(nearest / 2);
  made.interval_ = std::move(interval);
  made.scale_ = BigInteger::power_of_ten(precision);
  made.real_scale_ = made.scale_.nearest();
  made.steps_ = BigInteger::from_whole(2.0 * resolution);
  made.resolution_ = resolution;
  made.cuts_ = precision == 0;
  return made;
}

Result<BigInteger> Numeric::scaled(std::string_view value) const {
  std::string digits;
  if (read_integer(value, digits)) {
    BigInteger whole = BigInteger::from_digits(digits);
    whole *= scale_;
    return whole;
  }
  const double real = TRY(read_real(value));
  const double product = real * real_scale_;
  if (!std::isfinite(real_scale_) || !std::isfinite(product)) {
    return malformed("a number too large");
  }
  return BigInteger::from_whole(cuts_ ? std::trunc(real) : round_half_even(product));
}

Status Numeric::tokenise(std::string_view value, std::vector<std::string>& out) const {
  BigInteger centre = TRY(scaled(value));
  centre *= steps_;
  const BigInteger rest = centre.modulo(interval_);
  centre -= rest;
  if (rest >= half_ && !rest.is_zero()) centre += interval_;
  for (std::uint32_t i = 0; i < resolution_; ++i) centre -= interval_;
  out.clear();
  for (std::uint32_t i = 0; i < 2 * resolution_ + 1; ++i) {
    out.push_back(centre.digits());
    if (out.back().size() > kMaxDigits + 1) return malformed("a number with too many digits");
    centre += interval_;
  }
  return {};
}

}  // namespace tally::encoder::clkhash
