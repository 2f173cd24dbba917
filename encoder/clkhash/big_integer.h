// Whole numbers of any size, because clkhash reads and prints such numbers. Only big_integer.cc
// uses Boost.Multiprecision.
#pragma once

#include <compare>
#include <memory>
#include <string>
#include <string_view>

namespace tally::encoder::clkhash {

class BigInteger {
 public:
  BigInteger();  // zero
  // Takes decimal digits, with '-' in front of a negative number and without leading zeros.
  static BigInteger from_digits(std::string_view digits);
  // Takes a finite double without a fraction.
  static BigInteger from_whole(double value);
  static BigInteger power_of_ten(unsigned exponent);

  BigInteger& operator+=(const BigInteger& other);
  BigInteger& operator-=(const BigInteger& other);
  BigInteger& operator*=(const BigInteger& other);
  // The remainder in [0, modulus), also of negative numbers; modulus > 0.
  BigInteger modulo(const BigInteger& modulus) const;
  BigInteger halved_up() const;  // of a number >= 0: (n + 1) div 2

  std::strong_ordering operator<=>(const BigInteger& other) const;
  bool operator==(const BigInteger& other) const;
  bool is_zero() const;

  std::string digits() const;  // no leading zeros, no "-0"
  double nearest() const;      // infinity if too large

 private:
  struct Number;
  explicit BigInteger(Number number);
  std::shared_ptr<const Number> number_;  // shared by copies, never changed
};

}  // namespace tally::encoder::clkhash
