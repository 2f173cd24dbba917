// Numbers as Python's int() and float() read them from text [Python3.11].
#pragma once

#include <string>
#include <string_view>

#include "common/result.h"

namespace tally::encoder::clkhash {

inline constexpr std::size_t kMaxDigits = 4300;  // of an integer, read or printed

// UTF-8 text -> canonical decimal digits, '-' in front of a negative number, no leading zeros.
// Blanks around, a sign, leading zeros, single underscores between digits and decimal digits of
// every script are read; false for anything else.
bool read_integer(std::string_view text, std::string& out);

// A decimal fraction or an exponent too. Correctly rounded; too small is zero. malformed: not a
// number, not finite, too large (which of them, without place).
Result<double> read_real(std::string_view text);

// The nearest whole number, of two as near the even one, in the binary double itself.
double round_half_even(double value);

}  // namespace tally::encoder::clkhash
