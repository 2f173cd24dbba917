// The tokens of the register's people in one filter, as the attacker knows them from the agreement.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "encoder/audit/encoded.h"
#include "encoder/record/record.h"
#include "protocol/agreement/agreement.h"

namespace tally::encoder {

inline constexpr std::size_t kEveryToken = 1 << 20;  // more than there are

// A sparse matrix: a row for each person, a column for each token.
class TokenTable {
 public:
  struct Entry {
    std::uint32_t token;
    float weight;  // its insertions, as a share of what is usual in its feature
  };
  // Tokens that at least `least` people have, and at most `most` tokens, the most frequent.
  TokenTable(const Column& filter, std::span<const StandardRecord> people, std::size_t least,
             std::size_t most);

  std::size_t rows() const { return first_.size() - 1; }
  std::size_t tokens() const { return names_.size(); }
  // "space|token"
  const std::string& name(std::size_t token) const { return names_[token]; }
  std::span<const Entry> row(std::size_t person) const {
    return std::span(entries_).subspan(first_[person], first_[person + 1] - first_[person]);
  }

 private:
  void drop_rare(std::size_t least, std::size_t most);

  std::vector<std::string> names_;
  std::vector<Entry> entries_;
  std::vector<std::size_t> first_;  // of each person's entries; one more at the end
};

// The people who have each token.
std::vector<RowSet> row_sets(const TokenTable& tokens);

}  // namespace tally::encoder
