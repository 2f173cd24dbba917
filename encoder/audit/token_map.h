// What each bit of a filter says of the tokens: a ridge regression of bits on the tokens of the
// people that the attacker believes to be the rows. It learns the position of every token that
// enough people have, without the key.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "encoder/audit/linear.h"
#include "encoder/audit/tokens.h"

namespace tally::encoder {

// That a row of the file is a person of the register.
struct Belief {
  std::uint32_t row;
  std::uint32_t person;
  float weight;  // 0..1; those of one row add up to at most 1
};

// bits: of the file, each column less its mean. beliefs: in the order of rows. Returns the bits
// that each person of the register should have, less the mean of the same column.
Matrix predict_bits(const Matrix& bits, const TokenTable& tokens, std::span<const Belief> beliefs,
                    float ridge, unsigned threads);

}  // namespace tally::encoder
