// Names separated tokens: which of them is which digit of a date. It compares how often tokens
// occur, and occur together, with the register; then it improves the names so that as many whole
// values as possible occur in both.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "encoder/audit/encoded.h"
#include "encoder/audit/tokens.h"

namespace tally::encoder {

// Of each row and of each person, a number for all its tokens of the filter; 0: it has none. A row
// and a person with equal tokens have the same number, if the names are right.
struct NamedCodes {
  std::vector<std::uint64_t> rows, people;
  std::size_t equal = 0;  // pairs of a row and a person with the same number
};

// separated: the rows of each token of the file; row_count: of the file. starts: how many random
// starts; the one that makes most pairs equal counts.
NamedCodes name_tokens(std::span<const RowSet> separated, std::size_t row_count,
                       const TokenTable& tokens, std::size_t starts, std::uint64_t seed,
                       unsigned threads);

}  // namespace tally::encoder
