#include "encoder/clkhash/big_integer.h"

#include <openssl/bn.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <new>

namespace tally::encoder::clkhash {
namespace {

// These calls fail only where memory does.
void require(bool done) {
  if (!done) throw std::bad_alloc();
}

struct FreeContext {
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
std::unique_ptr<BN_CTX, FreeContext> make_context() {
  std::unique_ptr<BN_CTX, FreeContext> context(BN_CTX_new());
  require(context != nullptr);
  return context;
}

}  // namespace

void BigInteger::Free::operator()(bignum_st* number) const {
  BN_clear_free(number);
}

BigInteger::BigInteger() : number_(BN_new()) {
  require(number_ != nullptr);
}
BigInteger::BigInteger(const BigInteger& other) : number_(BN_dup(other.number_.get())) {
  require(number_ != nullptr);
}
BigInteger& BigInteger::operator=(const BigInteger& other) {
  require(BN_copy(number_.get(), other.number_.get()) != nullptr);
  return *this;
}
BigInteger::BigInteger(BigInteger&&) noexcept = default;
BigInteger& BigInteger::operator=(BigInteger&&) noexcept = default;
BigInteger::~BigInteger() = default;

BigInteger BigInteger::from_digits(std::string_view digits) {
  BigInteger made;
  BIGNUM* number = made.number_.get();
  require(BN_dec2bn(&number, std::string(digits).c_str()) == static_cast<int>(digits.size()));
  return made;
}

BigInteger BigInteger::from_whole(double value) {
  int exponent = 0;
  // 53 bits of mantissa as a whole number, times a power of two.
  const double mantissa = std::ldexp(std::frexp(std::abs(value), &exponent), 53);
  BigInteger made;
  BIGNUM* number = made.number_.get();
  require(BN_set_word(number, static_cast<BN_ULONG>(mantissa)) == 1);
  const int shift = exponent - 53;
  require((shift >= 0 ? BN_lshift(number, number, shift) : BN_rshift(number, number, -shift)) == 1);
  BN_set_negative(number, value < 0);
  return made;
}

BigInteger BigInteger::power_of_ten(unsigned exponent) {
  return from_digits("1" + std::string(exponent, '0'));
}

BigInteger& BigInteger::operator+=(const BigInteger& other) {
  require(BN_add(number_.get(), number_.get(), other.number_.get()) == 1);
  return *this;
}
BigInteger& BigInteger::operator-=(const BigInteger& other) {
  require(BN_sub(number_.get(), number_.get(), other.number_.get()) == 1);
  return *this;
}
BigInteger& BigInteger::operator*=(const BigInteger& other) {
  require(BN_mul(number_.get(), number_.get(), other.number_.get(), make_context().get()) == 1);
  return *this;
}

BigInteger BigInteger::modulo(const BigInteger& modulus) const {
  BigInteger rest;
  require(BN_nnmod(rest.number_.get(), number_.get(), modulus.number_.get(),
                   make_context().get()) == 1);
  return rest;
}

BigInteger BigInteger::halved_up() const {
  BigInteger half = *this;
  require(BN_add_word(half.number_.get(), 1) == 1);
  require(BN_rshift1(half.number_.get(), half.number_.get()) == 1);
  return half;
}

std::strong_ordering BigInteger::operator<=>(const BigInteger& other) const {
  return BN_cmp(number_.get(), other.number_.get()) <=> 0;
}
bool BigInteger::operator==(const BigInteger& other) const {
  return (*this <=> other) == 0;
}
bool BigInteger::is_zero() const {
  return BN_is_zero(number_.get()) == 1;
}

std::string BigInteger::digits() const {
  char* printed = BN_bn2dec(number_.get());
  require(printed != nullptr);
  std::string text = printed;
  OPENSSL_free(printed);
  return text;
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
