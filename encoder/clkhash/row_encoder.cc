#include "encoder/clkhash/row_encoder.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "encoder/clkhash/base64.h"
#include "encoder/clkhash/utf8.h"

namespace tally::encoder::clkhash {
namespace {

MaskCache make_cache(std::size_t words, std::size_t memory) {
  return MaskCache(words, std::clamp<std::size_t>(memory / (words * 8), 16, 32768));
}

}  // namespace

RowEncoder::RowEncoder(Schema schema, ByteView secret, Validation validation, std::size_t memory)
    : schema_(std::move(schema)),
      validation_(validation),
      repeats_(schema_.features.size()),
      values_(make_cache(words_for(schema_.unfolded_bits()), memory)),
      tokens_(make_cache(sizeof(Block) / 8, memory / 2)),
      filter_(words_for(schema_.unfolded_bits())) {
  const Keys keys(schema_, secret);
  for (std::size_t i = 0; i < schema_.features.size(); ++i) {
    const auto& encoded = schema_.features[i].encoded;
    hashes_.emplace_back();
    if (!encoded) continue;
    hashes_.back().emplace(encoded->hash, encoded->encoding, keys.of(i), schema_.unfolded_bits());
  }
}

Status RowEncoder::encode(std::span<const std::string_view> row, std::string& out) {
  assert(!failed_);
  if (row.size() != schema_.features.size()) {
    return malformed(std::to_string(row.size()) + " cells where the schema has " +
                     std::to_string(schema_.features.size()) + " features");
  }
  std::fill(filter_.begin(), filter_.end(), 0);
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!schema_.features[i].encoded) continue;
    if (const Status added = add(i, row[i]); !added) {
      failed_ = true;
      return malformed("column \"" + schema_.features[i].identifier +
                       "\": " + added.error().message);
    }
  }
  fold(filter_, schema_.bits, schema_.folds);
  append_base64({bytes_of(filter_), (std::size_t{schema_.bits} + 7) / 8}, out);
  return {};
}

// A column in which hardly any cell repeats is not worth the cache, whose other columns gain.
Status RowEncoder::add(std::size_t feature, std::string_view cell) {
  Repeats& repeats = repeats_[feature];
  if (!repeats.worth_keeping()) return fill(feature, cell, filter_);
  const MaskCache::Slot slot = values_.find(feature, cell);
  if (slot.mask.empty()) return fill(feature, cell, filter_);
  ++repeats.cells;
  repeats.found += slot.found ? 1 : 0;
  if (!slot.found) TRY(fill(feature, cell, slot.mask));
  unite(filter_, slot.mask);
  return {};
}

// Sets what a cell sets.
Status RowEncoder::fill(std::size_t feature, std::string_view cell, Words mask) {
  Encoded& encoded = *schema_.features[feature].encoded;
  const std::string_view value = TRY(format_cell(encoded, cell, validation_, storage_));
  TRY(list_.tokenise(encoded.comparison, value));
  for (std::size_t i = 0; i < list_.size(); ++i) {
    const std::string_view token = list_.token(i);
    if (encoded.encoding == TextEncoding::ascii && !is_ascii(token)) {
      return malformed("not ASCII, the column's encoding");
    }
    insert(feature, token, encoded.strategy.insertions(i, list_.size()), mask);
  }
  return {};
}

void RowEncoder::insert(std::size_t feature, std::string_view token, std::uint32_t insertions,
                        Words mask) {
  for (std::uint32_t number = 0; insertions > 0; ++number) {
    const Block positions = block(feature, token, number);
    const std::uint32_t count = std::min(insertions, TokenHash::kBlock);
    for (std::uint32_t i = 0; i < count; ++i) set_bit(mask, positions[i]);
    insertions -= count;
  }
}

RowEncoder::Block RowEncoder::block(std::size_t feature, std::string_view token,
                                    std::uint32_t number) {
  Block positions;
  const MaskCache::Slot slot = tokens_.find(std::uint64_t{feature} << 32 | number, token);
  if (slot.found) {
    std::memcpy(positions.data(), slot.mask.data(), sizeof(Block));
    return positions;
  }
  hashes_[feature]->block(token, number, positions);
  if (!slot.mask.empty()) std::memcpy(slot.mask.data(), positions.data(), sizeof(Block));
  return positions;
}

}  // namespace tally::encoder::clkhash
