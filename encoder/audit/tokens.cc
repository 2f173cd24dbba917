#include "encoder/audit/tokens.h"

#include <algorithm>
#include <unordered_map>

#include "encoder/hash/tokenise.h"

namespace tally::encoder {
namespace {

// The insertions of one token by a feature of a value with this many tokens.
float insertions(const Feature& feature, std::size_t tokens) {
  const auto count = static_cast<float>(feature.count);
  return feature.insertions == Insertions::per_token ? count : count / static_cast<float>(tokens);
}

// The mean of insertions over all tokens of all people: the usual weight of a feature.
float usual(const Feature& feature, std::span<const StandardRecord> people) {
  TokenList list;
  float values = 0;
  float tokens = 0;
  for (const StandardRecord& person : people) {
    tokenise(feature.tokens, person.values[feature.field], list);
    values += list.size() > 0 ? 1.0F : 0.0F;
    tokens += static_cast<float>(list.size());
  }
  const float whole = insertions(feature, 1);
  return feature.insertions == Insertions::per_token ? whole
                                                     : whole * values / std::max(tokens, 1.0F);
}

bool is_empty(const Column& filter, const StandardRecord& person) {
  return filter.needs && person.values[*filter.needs].empty();
}

}  // namespace

TokenTable::TokenTable(const Column& filter, std::span<const StandardRecord> people,
                       std::size_t least, std::size_t most) {
  std::vector<float> scale;
  for (const Feature& feature : filter.features) scale.push_back(usual(feature, people));
  std::unordered_map<std::string, std::uint32_t> numbers;
  TokenList list;
  std::string name;
  first_.push_back(0);
  for (const StandardRecord& person : people) {
    for (std::size_t f = 0; f < filter.features.size() && !is_empty(filter, person); ++f) {
      const Feature& feature = filter.features[f];
      tokenise(feature.tokens, person.values[feature.field], list);
      for (std::size_t i = 0; i < list.size(); ++i) {
        name.assign(feature.space).append(1, '|').append(list[i]);
        const auto token = static_cast<std::uint32_t>(numbers.size());
        const auto [place, is_new] = numbers.emplace(name, token);
        if (is_new) names_.push_back(name);
        entries_.push_back({place->second, insertions(feature, list.size()) / scale[f]});
      }
    }
    // A token that two fields share counts once, as in the filter.
    const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(first_.back());
    std::sort(begin, entries_.end(), [](const Entry& a, const Entry& b) {
      return a.token != b.token ? a.token < b.token : a.weight > b.weight;
    });
    entries_.erase(std::unique(begin, entries_.end(),
                               [](const Entry& a, const Entry& b) { return a.token == b.token; }),
                   entries_.end());
    first_.push_back(entries_.size());
  }
  drop_rare(least, most);
}

void TokenTable::drop_rare(std::size_t least, std::size_t most) {
  std::vector<std::size_t> held(tokens());
  for (const Entry& entry : entries_) ++held[entry.token];
  std::vector<std::uint32_t> order(tokens());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, std::greater{}, [&](std::uint32_t t) { return held[t]; });
  std::vector<std::uint32_t> number(tokens(), static_cast<std::uint32_t>(tokens()));
  std::vector<std::string> names;
  for (const std::uint32_t token : order) {
    if (names.size() == most || held[token] < least) break;
    number[token] = static_cast<std::uint32_t>(names.size());
    names.push_back(std::move(names_[token]));
  }
  std::vector<Entry> kept;
  std::vector<std::size_t> first = {0};
  for (std::size_t person = 0; person < rows(); ++person) {
    for (const Entry& entry : row(person)) {
      if (number[entry.token] != number.size()) kept.push_back({number[entry.token], entry.weight});
    }
    first.push_back(kept.size());
  }
  names_ = std::move(names);
  entries_ = std::move(kept);
  first_ = std::move(first);
}

std::vector<RowSet> row_sets(const TokenTable& tokens) {
  std::vector<RowSet> sets(tokens.tokens(), RowSet((tokens.rows() + 63) / 64));
  for (std::size_t person = 0; person < tokens.rows(); ++person) {
    for (const TokenTable::Entry& entry : tokens.row(person)) {
      sets[entry.token][person / 64] |= std::uint64_t{1} << person % 64;
    }
  }
  return sets;
}

}  // namespace tally::encoder
