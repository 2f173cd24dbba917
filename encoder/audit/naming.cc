#include "encoder/audit/naming.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "common/parallel.h"
#include "encoder/audit/annealing.h"
#include "encoder/audit/code_names.h"
#include "encoder/audit/equal_columns.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kImproved = 8;  // of the starts, those of least cost

// The roots of how often tokens occur together, padded with zeros to this size.
Matrix together(std::span<const RowSet> sets, std::size_t rows, std::size_t size) {
  Matrix matrix(size, size);
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (std::size_t j = 0; j < sets.size(); ++j) {
      const auto both = static_cast<float>(count_of_both(sets[i], sets[j]));
      matrix.row(i)[j] = std::sqrt(both / static_cast<float>(rows));
    }
  }
  return matrix;
}

// The part of a token's name that all tokens share of which a value has one: "dob|7" of "dob|7:1",
// "dob|Y" of "dob|Y2011", "sex|" of "sex|M".
std::string group_of(const std::string& name) {
  const std::size_t colon = name.find(':');
  if (colon != std::string::npos) return name.substr(0, colon);
  const std::size_t digit = name.find_first_of("0123456789");
  return digit != std::string::npos ? name.substr(0, digit) : name.substr(0, name.find('|') + 1);
}

struct SeenTokens {
  std::vector<RowSet> sets;
  std::vector<std::size_t> groups;
};

SeenTokens seen_tokens(const TokenTable& tokens) {
  SeenTokens seen;
  std::map<std::string, std::size_t> numbers;
  std::vector<RowSet> sets = row_sets(tokens);
  for (std::size_t t = 0; t < sets.size(); ++t) {
    if (!is_seen(count_of(sets[t]), tokens.rows())) continue;
    seen.groups.push_back(numbers.emplace(group_of(tokens.name(t)), numbers.size()).first->second);
    seen.sets.push_back(std::move(sets[t]));
  }
  return seen;
}

}  // namespace

NamedCodes name_tokens(std::span<const RowSet> separated, std::size_t row_count,
                       const TokenTable& tokens, std::size_t starts, std::uint64_t seed,
                       unsigned threads) {
  const SeenTokens seen = seen_tokens(tokens);
  const std::size_t size = std::max(separated.size(), seen.sets.size());
  const Matrix ours = together(separated, row_count, size);
  const Matrix theirs = together(seen.sets, tokens.rows(), size);
  std::vector<Matching> matchings(starts);
  parallel_for(starts, threads, [&](std::size_t start, unsigned) {
    matchings[start] = match_graphs(ours, separated.size(), theirs, seed + start);
  });
  std::ranges::stable_sort(matchings, {}, &Matching::cost);
  matchings.resize(std::min(matchings.size(), kImproved));
  std::vector<NamedCodes> codes(matchings.size());
  parallel_for(matchings.size(), threads, [&](std::size_t i, unsigned) {
    CodeNames names(separated, row_count, seen.sets, tokens.rows(), seen.groups,
                    matchings[i].names);
    codes[i] = names.improve();
  });
  return codes.empty() ? NamedCodes{} : *std::ranges::max_element(codes, {}, &NamedCodes::equal);
}

}  // namespace tally::encoder
