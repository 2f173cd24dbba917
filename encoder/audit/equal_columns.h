// Bits that one token sets, and no other token, are in the same rows: their columns are equal. So a
// filter of few tokens comes apart without a key and without a register.
#pragma once

#include <span>
#include <vector>

#include "encoder/audit/encoded.h"

namespace tally::encoder {

// A token is too rare or too frequent to be seen below or above these shares of rows.
inline constexpr double kRarest = 0.004;
inline constexpr double kMostFrequent = 0.996;
bool is_seen(std::size_t held, std::size_t of);

// The rows of each token that separates: those that at least two bits have, except unions of two
// others. In a fixed order that says nothing of the tokens.
std::vector<RowSet> separate_tokens(std::span<const RowSet> bits);

}  // namespace tally::encoder
