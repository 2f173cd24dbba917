// Numbers as Python's int() and float() read them from text [Python3.11].
#pragma once

#include <string>
#include <string_view>

#include "common/result.h"

namespace tally::encoder::clkhash {

inline constexpr std::size_t kMaxDigits = 4300;  // of an integer, read or printed

// UTF-8 text -> canonical decimal digits, '-' in front of a negative number, no leading zeros.
// Accepts blanks around the number, a sign, leading zeros, single underscores between digits, and
// decimal digits of every script; false for anything else.
bool read_integer(std::string_view text, std::string& out);

// Also reads a decimal fraction or an exponent. Correctly rounded; a number too small for a double
// is 0. malformed, without place: not a number, not finite, or too large.
Result<double> read_real(std::string_view text);

// The nearest whole number to the binary double itself; if two are equally near, the even one.
double round_half_even(double value);

}  // namespace tally::encoder::clkhash
