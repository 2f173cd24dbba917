#include "encoder/hash/hash.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

namespace tally::encoder {
namespace {

// The caches do not keep longer values and tokens.
constexpr std::size_t kMaxValueKept = MaskCache::kMostText;
constexpr std::size_t kMaxTokenKept = 8;
// The number of positions that the cache keeps for a token. Only a short value has more, and it is
// kept whole.
constexpr std::size_t kMaxPositions = 48;

// A key's positions come in blocks of 16, and part of a block costs as much as all of it.
std::size_t whole_blocks(std::size_t positions) {
  return (positions + 15) / 16 * 16;
}

static_assert(std::endian::native == std::endian::little);
// The bits in the row's order: bit i is in byte i div 8 at i mod 8.
void store(std::span<const std::uint64_t> words, std::span<std::uint8_t> bytes) {
  std::memcpy(bytes.data(), words.data(), bytes.size());
}

}  // namespace

Hasher::Hasher(const Encoding& encoding, const RowLayout& layout,
               const keys::Derivation& derivation, std::size_t memory)
    : bands_(encoding, layout, derivation, 8 * memory),
      saul_(encoding, layout, derivation, memory),
      tokens_kept_(kMaxPositions / 4, kMaxTokenKept, memory / 4),
      positions_(kMaxPositions) {
  for (const RowLayout::Slot& slot : layout.slots) {
    const Column* column = encoding.find(slot.name);
    assert(column);
    if (slot.kind == Column::Kind::token) {
      tokens_.push_back({slot, *column->key, derivation.token_key(slot.name)});
    } else if (slot.kind == Column::Kind::filter && !is_saul(*column)) {
      add_filter(*column, slot, derivation);
    }
  }
  values_kept_.emplace(words_of_most(), kMaxValueKept, memory);
  masks_.resize(words_of_most());
}

// Features of one key space in one filter share a key, so that swapped names still agree.
void Hasher::add_filter(const Column& column, const RowLayout::Slot& slot,
                        const keys::Derivation& derivation) {
  std::vector<std::pair<std::string_view, std::size_t>> spaces;
  filters_.push_back({slot, column.needs, filter_words_.size(), slot.bits / 64});
  filter_words_.resize(filter_words_.size() + slot.bits / 64);
  for (const Feature& feature : column.features) {
    auto space = std::find_if(spaces.begin(), spaces.end(),
                              [&](const auto& s) { return s.first == feature.space; });
    if (space == spaces.end()) {
      space = spaces.insert(spaces.end(), {feature.space, keys_.size()});
      keys_.push_back(derivation.position_key(slot.name, feature.space, slot.bits));
    }
    part_of(feature.field, filters_.size() - 1).features.push_back({feature, space->second});
    positions_.resize(std::max(positions_.size(), whole_blocks(feature.count)));
  }
}

// Filters come one after another.
Hasher::Part& Hasher::part_of(Field field, std::size_t filter) {
  auto masks = std::ranges::find(fields_, field, &FieldMasks::field);
  if (masks == fields_.end()) masks = fields_.insert(fields_.end(), FieldMasks{.field = field});
  if (masks->parts.empty() || masks->parts.back().filter != filter) {
    masks->parts.push_back({filter, masks->words, {}});
    masks->words += filters_[filter].words;
  }
  return masks->parts.back();
}

std::size_t Hasher::words_of_most() const {
  std::size_t most = 1;
  for (const FieldMasks& field : fields_) most = std::max(most, field.words);
  return most;
}

Words Hasher::words_of(const FilterColumn& filter) {
  return Words(filter_words_).subspan(filter.begin, filter.words);
}

// Looks up all of a record's values first, so that their cache entries come from memory together.
void Hasher::look_up(const StandardRecord& record) {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const std::string& value = record.values[fields_[i].field];
    if (!value.empty()) fields_[i].looked_up = values_kept_->prepare(i, value);
  }
}

void Hasher::hash(const StandardRecord& record, std::span<std::uint8_t> row) {
  look_up(record);
  std::ranges::fill(filter_words_, std::uint64_t{0});
  for (FieldMasks& field : fields_) add(field, record.values[field.field]);
  for (const FilterColumn& filter : filters_) {
    const Words words = words_of(filter);
    if (filter.needs && record.values[*filter.needs].empty()) {
      std::ranges::fill(words, std::uint64_t{0});
    }
    store(words, row.subspan(filter.slot.offset, filter.slot.size));
  }
  bands_.hash(record, row);
  saul_.hash(record, row);
  for (const TokenColumn& column : tokens_) {
    const std::string& value = record.values[column.field];
    const Token token = value.empty() ? Token{} : column.key.token(value);
    std::ranges::copy(token.bytes, row.subspan(column.slot.offset).begin());
  }
}

void Hasher::add(FieldMasks& field, std::string_view value) {
  if (value.empty()) return;
  MaskCache::Slot slot{{}, false};
  if (field.repeats.worth_keeping()) slot = values_kept_->find(field.looked_up);
  if (slot.words.empty()) {
    std::ranges::fill(masks_, std::uint64_t{0});
    slot.words = masks_;
  } else {
    field.repeats.count(slot);
  }
  if (!slot.found) fill(field, value, slot.words);
  for (const Part& part : field.parts) {
    const FilterColumn& filter = filters_[part.filter];
    unite(words_of(filter), slot.words.subspan(part.begin, filter.words));
  }
}

// Sets the bit positions of a value, in all filters.
void Hasher::fill(const FieldMasks& field, std::string_view value, Words masks) {
  std::optional<Tokens> made;  // in list_
  for (const Part& part : field.parts) {
    for (const FeatureKey& feature : part.features) {
      if (made != feature.feature.tokens) tokenise(feature.feature.tokens, value, list_);
      made = feature.feature.tokens;
      fill(feature, masks.subspan(part.begin, filters_[part.filter].words));
    }
  }
}

// Sets the bit positions of the tokens of list_.
void Hasher::fill(const FeatureKey& feature, Words mask) {
  for (std::size_t i = 0; i < list_.size(); ++i) {
    insert(feature.key, list_[i], insertions_of(feature.feature, i, list_.size()), mask);
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
