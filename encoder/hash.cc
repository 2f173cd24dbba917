#include "encoder/hash.h"

#include <algorithm>
#include <cassert>

namespace tally::encoder {
namespace {

std::uint32_t most_insertions(const Column& column) {
  std::uint32_t most = 0;
  for (const Feature& feature : column.features) most = std::max(most, feature.count);
  return most;
}

}  // namespace

Hasher::Hasher(const Encoding& encoding, const RowLayout& layout,
               const keys::Derivation& derivation) {
  for (const RowLayout::Slot& slot : layout.slots) {
    const Column* column = encoding.find(slot.name);
    assert(column);
    if (slot.kind == Column::Kind::token) {
      tokens_.push_back({slot, *column->key, derivation.token_key(slot.name)});
    } else {
      add_filter(*column, slot, derivation);
    }
  }
}

// Features of one key space in one filter share a key, so that swapped names still agree.
void Hasher::add_filter(const Column& column, const RowLayout::Slot& slot,
                        const keys::Derivation& derivation) {
  std::vector<std::pair<std::string_view, std::size_t>> spaces;
  FilterColumn filter{slot, column.needs, {}};
  for (const Feature& feature : column.features) {
    auto space = std::find_if(spaces.begin(), spaces.end(),
                              [&](const auto& s) { return s.first == feature.space; });
    if (space == spaces.end()) {
      space = spaces.insert(spaces.end(), {feature.space, keys_.size()});
      keys_.push_back(derivation.position_key(slot.name, feature.space, slot.bits));
    }
    filter.features.push_back({feature, space->second});
  }
  filters_.push_back(std::move(filter));
  positions_.resize(std::max<std::size_t>(positions_.size(), most_insertions(column)));
}

void Hasher::hash(const StandardRecord& record, std::span<std::uint8_t> row) {
  for (const FilterColumn& filter : filters_) {
    const auto bits = row.subspan(filter.slot.offset, filter.slot.size);
    std::fill(bits.begin(), bits.end(), std::uint8_t{0});
    if (filter.needs && record.values[*filter.needs].empty()) continue;
    for (const FeatureKey& feature : filter.features) insert(feature, record, bits);
  }
  for (const TokenColumn& column : tokens_) {
    const std::string& value = record.values[column.field];
    const Token token = value.empty() ? Token{} : column.key.token(value);
    std::copy(token.bytes.begin(), token.bytes.end(), row.subspan(column.slot.offset).begin());
  }
}

void Hasher::insert(const FeatureKey& feature, const StandardRecord& record,
                    std::span<std::uint8_t> bits) {
  tokenise(feature.feature.tokens, record.values[feature.feature.field], list_);
  const bool shared = feature.feature.insertions == Insertions::per_field;
  const std::size_t count = feature.feature.count;
  for (std::size_t i = 0; i < list_.size(); ++i) {
    // The first tokens in byte order take what does not divide.
    const std::size_t insertions =
        shared ? count / list_.size() + (i < count % list_.size() ? 1 : 0) : count;
    const auto positions = std::span(positions_).first(insertions);
    keys_[feature.key].positions(list_[i], positions);
    for (const std::uint32_t p : positions) {
      bits[p / 8] = static_cast<std::uint8_t>(bits[p / 8] | (1u << (p % 8)));
    }
  }
}

}  // namespace tally::encoder
