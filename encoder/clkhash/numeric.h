// clkhash's numeric comparison: a number's neighbours on a grid, so that near numbers share tokens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "encoder/clkhash/big_integer.h"

namespace tally::encoder::clkhash {

class Numeric {
 public:
  // The grid's interval, in units of 10^-precision, over 0; and the number of neighbours in each
  // direction.
  static Result<Numeric> make(BigInteger interval, std::uint32_t resolution, unsigned precision);

  // The 2 * resolution + 1 grid points around the value, in order, in decimal digits. Values that
  // read_integer reads are exact; others are the nearest double, times 10^precision rounded half to
  // even, or cut toward zero if precision is 0. malformed: the fault, without its place.
  Status tokenise(std::string_view value, std::vector<std::string>& out) const;

 private:
  Numeric() = default;
  Result<BigInteger> scaled(std::string_view value) const;

  BigInteger interval_;
  BigInteger half_;  // a remainder below it goes down
  BigInteger scale_;
  double real_scale_ = 1;  // infinite if it is too large for a double
  BigInteger steps_;       // 2 * resolution
  std::uint32_t resolution_ = 1;
  bool cuts_ = true;  // precision is 0
};

}  // namespace tally::encoder::clkhash
