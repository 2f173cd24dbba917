// Improves the names of tokens, group by group (all digits of one place of a date are a group): the
// best names of a group, given the others, are those that give most rows the whole value of
// somebody in the register.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "encoder/audit/encoded.h"
#include "encoder/audit/naming.h"

namespace tally::encoder {

class CodeNames {
 public:
  // names: of each separated set, a token of the register, or a larger number: none. groups: of
  // each token.
  CodeNames(std::span<const RowSet> separated, std::size_t row_count,
            std::span<const RowSet> tokens, std::size_t people_count,
            std::span<const std::size_t> groups, std::span<const std::size_t> names);

  NamedCodes improve();

 private:
  static constexpr std::uint16_t kNone = 0xFFFF;
  struct Group {
    std::vector<std::size_t> tokens;    // of the register
    std::vector<std::size_t> sets;      // of the file
    std::vector<std::uint16_t> names;   // of each set, a place in tokens
    std::vector<std::uint16_t> rows;    // of each row, a place in sets
    std::vector<std::uint16_t> people;  // of each person, a place in tokens
  };
  void place_rows(Group& group, std::span<const RowSet> separated, std::size_t count);
  // A number for a group's token of each row, each person.
  std::uint64_t row_part(std::size_t group, std::size_t row) const;
  std::uint64_t person_part(std::size_t group, std::size_t person) const;
  std::vector<std::uint64_t> row_codes() const;
  std::vector<std::uint64_t> people_codes() const;
  Matrix agreeing(std::size_t group, std::size_t left_out) const;
  bool rename(std::size_t group, const Matrix& worth);
  bool rename_roughly(std::size_t group);
  bool rename_exactly(std::size_t group);

  std::vector<Group> groups_;
  std::vector<bool> has_row_, has_person_;  // any token
};

}  // namespace tally::encoder
