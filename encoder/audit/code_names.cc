#include "encoder/audit/code_names.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "encoder/audit/random.h"

namespace tally::encoder {
namespace {

// How many tokens or sets a group has; they have numbers of 16 bits, and kNone is none of these.
template <class List>
std::uint16_t number_of(const List& list) {
  assert(list.size() <= 0xFFFF);
  return static_cast<std::uint16_t>(list.size());
}

constexpr int kRoughRounds = 4;
constexpr int kExactRounds = 12;

bool has(const RowSet& set, std::size_t row) {
  return (set[row / 64] >> row % 64 & 1) != 0;
}

std::vector<bool> any_of(std::span<const RowSet> sets, std::size_t count) {
  std::vector<bool> any(count);
  for (std::size_t row = 0; row < count; ++row) {
    any[row] = std::ranges::any_of(sets, [&](const RowSet& set) { return has(set, row); });
  }
  return any;
}

// How far counts exceed what rows and columns that have nothing to do with each other would give,
// in standard deviations.
void add_excess(const Matrix& counts, Matrix& worth) {
  std::vector<float> of_row(counts.rows), of_column(counts.columns);
  float all = 0;
  for (std::size_t i = 0; i < counts.rows; ++i) {
    for (std::size_t j = 0; j < counts.columns; ++j) {
      of_row[i] += counts.row(i)[j];
      of_column[j] += counts.row(i)[j];
      all += counts.row(i)[j];
    }
  }
  for (std::size_t i = 0; i < counts.rows; ++i) {
    for (std::size_t j = 0; j < counts.columns; ++j) {
      const float expected = of_row[i] * of_column[j] / std::max(all, 1.0F);
      worth.row(i)[j] += (counts.row(i)[j] - expected) / std::sqrt(expected + 1);
    }
  }
}

}  // namespace

CodeNames::CodeNames(std::span<const RowSet> separated, std::size_t row_count,
                     std::span<const RowSet> tokens, std::size_t people_count,
                     std::span<const std::size_t> groups, std::span<const std::size_t> names)
    : groups_(groups.empty() ? 0 : *std::ranges::max_element(groups) + 1),
      has_row_(any_of(separated, row_count)),
      has_person_(any_of(tokens, people_count)) {
  for (std::size_t token = 0; token < tokens.size(); ++token) {
    groups_[groups[token]].tokens.push_back(token);
  }
  for (std::size_t set = 0; set < names.size(); ++set) {
    if (names[set] >= tokens.size()) continue;
    Group& group = groups_[groups[names[set]]];
    const auto place = std::ranges::find(group.tokens, names[set]) - group.tokens.begin();
    group.names.push_back(static_cast<std::uint16_t>(place));
    group.sets.push_back(set);
  }
  for (Group& group : groups_) {
    place_rows(group, separated, row_count);
    group.people.assign(people_count, kNone);
    for (std::uint16_t token = 0; token < number_of(group.tokens); ++token) {
      for (std::size_t person = 0; person < people_count; ++person) {
        if (has(tokens[group.tokens[token]], person)) group.people[person] = token;
      }
    }
  }
}

// If one token of a group did not separate, rows without the others have it.
void CodeNames::place_rows(Group& group, std::span<const RowSet> separated, std::size_t count) {
  group.rows.assign(count, kNone);
  for (std::uint16_t set = 0; set < number_of(group.sets); ++set) {
    for (std::size_t row = 0; row < count; ++row) {
      if (has(separated[group.sets[set]], row)) group.rows[row] = set;
    }
  }
  if (group.sets.empty() || group.sets.size() + 1 != group.tokens.size()) return;
  for (std::size_t row = 0; row < count; ++row) {
    if (has_row_[row] && group.rows[row] == kNone) {
      group.rows[row] = static_cast<std::uint16_t>(group.names.size());
    }
  }
  for (std::uint16_t token = 0; token < number_of(group.tokens); ++token) {
    if (std::ranges::count(group.names, token) == 0) return group.names.push_back(token);
  }
}

std::uint64_t CodeNames::row_part(std::size_t group, std::size_t row) const {
  const std::uint16_t set = groups_[group].rows[row];
  return mixed(group << 16 | (set == kNone ? kNone : groups_[group].names[set]));
}

std::uint64_t CodeNames::person_part(std::size_t group, std::size_t person) const {
  return mixed(group << 16 | groups_[group].people[person]);
}

std::vector<std::uint64_t> CodeNames::row_codes() const {
  std::vector<std::uint64_t> codes(has_row_.size());
  for (std::size_t row = 0; row < codes.size(); ++row) {
    for (std::size_t g = 0; g < groups_.size() && has_row_[row]; ++g)
      codes[row] += row_part(g, row);
  }
  return codes;
}

std::vector<std::uint64_t> CodeNames::people_codes() const {
  std::vector<std::uint64_t> codes(has_person_.size());
  for (std::size_t person = 0; person < codes.size(); ++person) {
    for (std::size_t g = 0; g < groups_.size() && has_person_[person]; ++g) {
      codes[person] += person_part(g, person);
    }
  }
  return codes;
}

// For each set and token of the group: pairs of a row with the set and a person with the token that
// agree in all other groups, except the one left out.
Matrix CodeNames::agreeing(std::size_t group, std::size_t left_out) const {
  const Group& own = groups_[group];
  const auto rest = [&](std::uint64_t code, std::uint64_t part, std::uint64_t other) {
    return code - part - (left_out == group ? 0 : other);
  };
  std::vector<std::pair<std::uint64_t, std::uint16_t>> people;
  const std::vector<std::uint64_t> codes = people_codes();
  for (std::size_t p = 0; p < codes.size(); ++p) {
    if (codes[p] == 0 || own.people[p] == kNone) continue;
    people.emplace_back(rest(codes[p], person_part(group, p), person_part(left_out, p)),
                        own.people[p]);
  }
  std::ranges::sort(people);
  Matrix counts(own.names.size(), own.tokens.size());
  const std::vector<std::uint64_t> rows = row_codes();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (rows[r] == 0 || own.rows[r] == kNone) continue;
    const std::uint64_t code = rest(rows[r], row_part(group, r), row_part(left_out, r));
    auto person = std::ranges::lower_bound(people, std::pair(code, std::uint16_t{0}));
    for (; person != people.end() && person->first == code; ++person) {
      ++counts.row(own.rows[r])[person->second];
    }
  }
  return counts;
}

// Gives the group's sets the names of most worth together: in order of worth, then by exchanges.
bool CodeNames::rename(std::size_t group, const Matrix& worth) {
  std::vector<std::uint16_t>& names = groups_[group].names;
  const std::vector<std::uint16_t> before = names;
  std::vector<std::uint16_t> owner(worth.columns, kNone);  // of each token
  for (std::uint16_t set = 0; set < number_of(names); ++set) owner[names[set]] = set;
  const auto gain = [&](std::size_t set, std::size_t token) {
    const std::uint16_t other = owner[token];
    float change = worth.row(set)[token] - worth.row(set)[names[set]];
    if (other != kNone) change += worth.row(other)[names[set]] - worth.row(other)[token];
    return change;
  };
  for (bool better = true; better;) {
    better = false;
    for (std::uint16_t set = 0; set < number_of(names); ++set) {
      for (std::uint16_t token = 0; token < worth.columns; ++token) {
        if (token == names[set] || gain(set, token) <= 1e-3F) continue;
        if (owner[token] != kNone) names[owner[token]] = names[set];
        owner[names[set]] = owner[token];
        names[set] = token;
        owner[token] = set;
        better = true;
      }
    }
  }
  return names != before;
}

bool CodeNames::rename_roughly(std::size_t group) {
  Matrix worth(groups_[group].names.size(), groups_[group].tokens.size());
  for (std::size_t other = 0; other < groups_.size(); ++other) {
    add_excess(agreeing(group, other), worth);
  }
  return rename(group, worth);
}

bool CodeNames::rename_exactly(std::size_t group) {
  return rename(group, agreeing(group, group));
}

NamedCodes CodeNames::improve() {
  for (int round = 0; round < kRoughRounds; ++round) {
    bool changed = false;
    for (std::size_t g = 0; g < groups_.size(); ++g) changed |= rename_roughly(g);
    if (!changed) break;
  }
  for (int round = 0; round < kExactRounds; ++round) {
    bool changed = false;
    for (std::size_t g = 0; g < groups_.size(); ++g) changed |= rename_exactly(g);
    if (!changed) break;
  }
  NamedCodes codes{row_codes(), people_codes(), 0};
  std::vector<std::uint64_t> sorted = codes.people;
  std::ranges::sort(sorted);
  for (const std::uint64_t code : codes.rows) {
    if (code == 0) continue;
    const auto [first, end] = std::equal_range(sorted.begin(), sorted.end(), code);
    codes.equal += static_cast<std::size_t>(end - first);
  }
  return codes;
}

}  // namespace tally::encoder
