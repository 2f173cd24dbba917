#include "encoder/hash.h"

#include <algorithm>
#include <cassert>

namespace tally::encoder {
namespace {

// Longer values and tokens are not kept.
constexpr std::size_t kMaxValueKept = MaskCache::kMostText;
constexpr std::size_t kMaxTokenKept = 8;
// Positions kept of a token; more are those of a short value, which is kept whole.
constexpr std::size_t kMaxPositions = 48;

std::size_t words_of_widest(const RowLayout& layout) {
  std::size_t widest = 1;
  for (const RowLayout::Slot& slot : layout.slots) {
    widest = std::max<std::size_t>(widest, slot.bits / 64);
  }
  return widest;
}

// A key's positions come in blocks of 16, and part of one costs as much as all.
std::size_t whole_blocks(std::size_t positions) {
  return (positions + 15) / 16 * 16;
}

// The bits as the row has them, bit i in byte i div 8 at i mod 8.
void store(std::span<const std::uint64_t> words, std::span<std::uint8_t> bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>(words[i / 8] >> i % 8 * 8);
  }
}

}  // namespace

Hasher::Hasher(const Encoding& encoding, const RowLayout& layout,
               const keys::Derivation& derivation, std::size_t memory)
    : values_kept_(words_of_widest(layout), kMaxValueKept, memory),
      tokens_kept_(kMaxPositions / 4, kMaxTokenKept, memory / 4),
      filter_(words_of_widest(layout)),
      positions_(kMaxPositions) {
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
    filter.features.push_back({feature, space->second, features_++, {}, {}});
    positions_.resize(std::max(positions_.size(), whole_blocks(feature.count)));
  }
  filters_.push_back(std::move(filter));
}

// All of a record's values first, so that what is kept of them comes from memory together.
void Hasher::look_up(const StandardRecord& record) {
  for (FilterColumn& filter : filters_) {
    for (FeatureKey& feature : filter.features) {
      const std::string& value = record.values[feature.feature.field];
      if (!value.empty()) feature.looked_up = values_kept_.prepare(feature.number, value);
    }
  }
}

void Hasher::hash(const StandardRecord& record, std::span<std::uint8_t> row) {
  look_up(record);
  for (FilterColumn& filter : filters_) {
    const Words bits = Words(filter_).first(filter.slot.bits / 64);
    std::ranges::fill(bits, std::uint64_t{0});
    if (!filter.needs || !record.values[*filter.needs].empty()) {
      for (FeatureKey& feature : filter.features) add(feature, record, bits);
    }
    store(bits, row.subspan(filter.slot.offset, filter.slot.size));
  }
  for (const TokenColumn& column : tokens_) {
    const std::string& value = record.values[column.field];
    const Token token = value.empty() ? Token{} : column.key.token(value);
    std::ranges::copy(token.bytes, row.subspan(column.slot.offset).begin());
  }
}

void Hasher::add(FeatureKey& feature, const StandardRecord& record, Words bits) {
  const std::string& value = record.values[feature.feature.field];
  if (value.empty()) return;
  if (!feature.repeats.worth_keeping()) return fill(feature, value, bits);
  const MaskCache::Slot slot = values_kept_.find(feature.looked_up);
  if (slot.words.empty()) return fill(feature, value, bits);
  feature.repeats.count(slot);
  const Words mask = slot.words.first(bits.size());
  if (!slot.found) fill(feature, value, mask);
  unite(bits, mask);
}

// Sets what a value sets.
void Hasher::fill(const FeatureKey& feature, std::string_view value, Words mask) {
  tokenise(feature.feature.tokens, value, list_);
  const bool shared = feature.feature.insertions == Insertions::per_field;
  const std::size_t count = feature.feature.count;
  for (std::size_t i = 0; i < list_.size(); ++i) {
    // The first tokens in byte order take what does not divide.
    const std::size_t insertions =
        shared ? count / list_.size() + (i < count % list_.size() ? 1 : 0) : count;
    insert(feature.key, list_[i], insertions, mask);
  }
}

void Hasher::insert(std::size_t key, std::string_view token, std::size_t count, Words mask) {
  const std::size_t made = whole_blocks(count);
  MaskCache::Slot slot{{}, false};
  if (made <= kMaxPositions) slot = tokens_kept_.find(key * (kMaxPositions + 1) + made, token);
  if (slot.found) return set_packed_bits(mask, slot.words, count);
  const auto positions = std::span(positions_).first(made);
  keys_[key].positions(token, positions);
  for (const std::uint32_t position : positions.first(count)) set_bit(mask, position);
  if (!slot.words.empty()) pack_bits(positions, slot.words);
}

}  // namespace tally::encoder
