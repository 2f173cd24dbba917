#include "encoder/audit/values.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "encoder/audit/equal_columns.h"
#include "encoder/audit/tokens.h"

namespace tally::encoder {
namespace {

std::string text_of(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

std::string plain_value(const Column& column, const StandardRecord& person) {
  std::string value;
  for (const Feature& feature : column.features) value += person.values[feature.field] + '\n';
  return value;
}

struct Counted {
  std::uint64_t count;
  std::string value;
};

std::vector<Counted> by_frequency(const std::unordered_map<std::string, std::uint64_t>& counts) {
  std::vector<Counted> ordered;
  for (const auto& [value, count] : counts) ordered.push_back({count, value});
  std::ranges::sort(ordered, [](const Counted& a, const Counted& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  return ordered;
}

// Whether no other value is as frequent as the one at this rank.
bool has_own_rank(const std::vector<Counted>& ordered, std::size_t rank) {
  const std::uint64_t count = ordered[rank].count;
  return (rank == 0 || ordered[rank - 1].count != count) &&
         (rank + 1 == ordered.size() || ordered[rank + 1].count != count);
}

bool is_empty(ByteView cell) {
  return std::ranges::all_of(cell, [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace

RankGuess guess_by_rank(const Column& column, const EncodedRows& rows, const RowLayout::Slot& slot,
                        std::span<const StandardRecord> file,
                        std::span<const StandardRecord> people) {
  std::unordered_map<std::string, std::uint64_t> encoded, plain;
  for (std::size_t row = 0; row < rows.count; ++row) {
    if (!is_empty(rows.cell(row, slot))) ++encoded[text_of(rows.cell(row, slot))];
  }
  for (const StandardRecord& person : people) ++plain[plain_value(column, person)];
  const std::vector<Counted> ours = by_frequency(encoded), theirs = by_frequency(plain);
  std::unordered_map<std::string, std::string> names;
  for (std::size_t rank = 0; rank < std::min(ours.size(), theirs.size()); ++rank) {
    if (has_own_rank(ours, rank) && has_own_rank(theirs, rank)) {
      names.emplace(ours[rank].value, theirs[rank].value);
    }
  }
  RankGuess guess;
  for (std::size_t row = 0; row < rows.count; ++row) {
    const auto name = names.find(text_of(rows.cell(row, slot)));
    if (name == names.end()) continue;
    ++guess.claimed;
    guess.right += name->second == plain_value(column, file[row]) ? 1U : 0U;
  }
  return guess;
}

Separation separate(const Column& column, const EncodedRows& rows, const RowLayout::Slot& slot,
                    std::span<const StandardRecord> file) {
  const TokenTable tokens(column, file, 1, kEveryToken);
  const std::vector<RowSet> sets = row_sets(tokens);
  const std::set<RowSet> of_tokens(sets.begin(), sets.end());
  const std::vector<RowSet> separated = separate_tokens(row_sets(rows, slot));
  const auto right = std::ranges::count_if(
      separated, [&](const RowSet& rows_of) { return of_tokens.contains(rows_of); });
  return {separated.size(), static_cast<std::uint64_t>(right)};
}

DifferentValues count_different(const Column& column, const EncodedRows& rows,
                                const RowLayout::Slot& slot,
                                std::span<const StandardRecord> people) {
  std::unordered_map<std::string, std::uint64_t> encoded;
  std::unordered_set<std::string> plain;
  DifferentValues values;
  for (std::size_t row = 0; row < rows.count; ++row) {
    const ByteView cell = rows.cell(row, slot);
    if (is_empty(cell)) continue;
    ++values.rows;
    ++encoded[text_of(cell)];
    plain.insert(plain_value(column, people[row]));
  }
  values.encoded = encoded.size();
  values.plain = plain.size();
  for (const auto& [value, count] : encoded) values.unique += count == 1 ? 1U : 0U;
  return values;
}

}  // namespace tally::encoder
