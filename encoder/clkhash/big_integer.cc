#include "encoder/clkhash/big_integer.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <limits>
#include <utility>

namespace tally::encoder::clkhash {

using boost::multiprecision::cpp_int;

struct BigInteger::Number {
  cpp_int value;
};

BigInteger::BigInteger() : BigInteger(Number{}) {}
BigInteger::BigInteger(Number number) : number_(std::make_shared<Number>(std::move(number))) {}

BigInteger BigInteger::from_digits(std::string_view digits) {
  return BigInteger(Number{cpp_int(digits)});
}

BigInteger BigInteger::from_whole(double value) {
  return BigInteger(Number{cpp_int(value)});
}

BigInteger BigInteger::power_of_ten(unsigned exponent) {
  return BigInteger(Number{boost::multiprecision::pow(cpp_int(10), exponent)});
}

BigInteger& BigInteger::operator+=(const BigInteger& other) {
  return *this = BigInteger(Number{number_->value + other.number_->value});
}
BigInteger& BigInteger::operator-=(const BigInteger& other) {
  return *this = BigInteger(Number{number_->value - other.number_->value});
}
BigInteger& BigInteger::operator*=(const BigInteger& other) {
  return *this = BigInteger(Number{number_->value * other.number_->value});
}

BigInteger BigInteger::modulo(const BigInteger& modulus) const {
  cpp_int rest = number_->value % modulus.number_->value;  // of the sign of the number
  if (rest < 0) rest += modulus.number_->value;
  return BigInteger(Number{std::move(rest)});
}

BigInteger BigInteger::halved_up() const {
  return BigInteger(Number{(number_->value + 1) / 2});
}

std::strong_ordering BigInteger::operator<=>(const BigInteger& other) const {
  return number_->value.compare(other.number_->value) <=> 0;
}
bool BigInteger::operator==(const BigInteger& other) const {
  return (*this <=> other) == 0;
}
bool BigInteger::is_zero() const {
  return number_->value.is_zero();
}

std::string BigInteger::digits() const {
  return number_->value.str();
}

double BigInteger::nearest() const {
  const std::string text = digits();
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc::result_out_of_range) return value;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  return text.front() == '-' ? -kInfinity : kInfinity;
}

}  // namespace tally::encoder::clkhash
