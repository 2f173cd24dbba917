#include "encoder/audit/equal_columns.h"

#include <algorithm>
#include <map>

namespace tally::encoder {
namespace {

RowSet unite(const RowSet& a, const RowSet& b) {
  RowSet both = a;
  for (std::size_t i = 0; i < both.size(); ++i) both[i] |= b[i];
  return both;
}

bool is_within(const RowSet& small, const RowSet& large) {
  for (std::size_t i = 0; i < small.size(); ++i) {
    if ((small[i] & ~large[i]) != 0) return false;
  }
  return small != large;
}

bool is_union(const RowSet& set, std::span<const RowSet> all) {
  std::vector<const RowSet*> inside;
  for (const RowSet& other : all) {
    if (is_within(other, set)) inside.push_back(&other);
  }
  for (std::size_t i = 0; i < inside.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (unite(*inside[i], *inside[j]) == set) return true;
    }
  }
  return false;
}

}  // namespace

bool is_seen(std::size_t held, std::size_t of) {
  const auto all = static_cast<double>(of);
  const auto some = static_cast<double>(held);
  return some > kRarest * all && some < kMostFrequent * all;
}

std::vector<RowSet> separate_tokens(std::span<const RowSet> bits) {
  if (bits.empty()) return {};
  RowSet any(bits.front().size());
  for (const RowSet& bit : bits) any = unite(any, bit);
  const std::size_t rows = count_of(any);
  std::map<RowSet, std::size_t> equal;  // how many bits have these rows
  for (const RowSet& bit : bits) {
    if (is_seen(count_of(bit), rows)) ++equal[bit];
  }
  std::vector<RowSet> sets;
  for (const auto& [set, count] : equal) {
    if (count >= 2) sets.push_back(set);
  }
  std::vector<RowSet> tokens;
  for (const RowSet& set : sets) {
    if (!is_union(set, sets)) tokens.push_back(set);
  }
  return tokens;
}

}  // namespace tally::encoder
