#include "encoder/clkhash/clk_row_encoder.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "common/base64.h"
#include "common/utf8.h"

namespace tally::encoder::clkhash {
namespace {

// The caches do not keep longer cells and tokens.
constexpr std::size_t kMaxCell = MaskCache::kMostText;
constexpr std::size_t kMaxToken = 8;

// The cache keeps only bits that can be packed.
std::size_t longest_token_kept(const Schema& schema) {
  return schema.unfolded_bits() <= 1 << 16 ? kMaxToken : 0;
}

}  // namespace

ClkRowEncoder::ClkRowEncoder(Schema schema, ByteView secret, Validation validation,
                             std::size_t memory)
    : schema_(std::move(schema)),
      validation_(validation),
      repeats_(schema_.features.size()),
      cells_(words_for(schema_.unfolded_bits()), kMaxCell, memory),
      blocks_(TokenHash::kBlock / 4, longest_token_kept(schema_), memory / 4),
      filter_(words_for(schema_.unfolded_bits())) {
  const Keys keys(schema_, secret);
  for (std::size_t i = 0; i < schema_.features.size(); ++i) {
    const auto& encoded = schema_.features[i].encoded;
    hashes_.emplace_back();
    if (!encoded) continue;
    hashes_.back().emplace(encoded->hash, encoded->encoding, keys.of(i), schema_.unfolded_bits());
  }
}

Status ClkRowEncoder::encode(std::span<const std::string_view> row, std::string& out) {
  assert(!failed_);
  if (row.size() != schema_.features.size()) {
    return malformed(std::to_string(row.size()) + (row.size() == 1 ? " cell" : " cells") +
                     " where the schema has " + std::to_string(schema_.features.size()) +
                     " features");
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

Status ClkRowEncoder::add(std::size_t feature, std::string_view cell) {
  Repeats& repeats = repeats_[feature];
  if (!repeats.worth_keeping()) return fill(feature, cell, filter_);
  const MaskCache::Slot slot = cells_.find(feature, cell);
  if (slot.words.empty()) return fill(feature, cell, filter_);
  repeats.count(slot);
  if (!slot.found) TRY(fill(feature, cell, slot.words));
  unite(filter_, slot.words);
  return {};
}

// Sets the bit positions of a cell.
Status ClkRowEncoder::fill(std::size_t feature, std::string_view cell, Words mask) {
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

void ClkRowEncoder::insert(std::size_t feature, std::string_view token, std::uint32_t insertions,
                           Words mask) {
  for (std::uint32_t number = 0; insertions > 0; ++number) {
    const std::uint32_t count = std::min(insertions, TokenHash::kBlock);
    insert_block(feature, token, number, count, mask);
    insertions -= count;
  }
}

// The first `count` positions of a token's block.
void ClkRowEncoder::insert_block(std::size_t feature, std::string_view token, std::uint32_t number,
                                 std::uint32_t count, Words mask) {
  const MaskCache::Slot slot = blocks_.find(std::uint64_t{feature} << 32 | number, token);
  if (slot.found) return set_packed_bits(mask, slot.words, count);
  std::array<std::uint32_t, TokenHash::kBlock> positions;
  hashes_[feature]->block(token, number, positions);
  for (std::uint32_t& position : positions) position = bit_of(position);
  for (std::uint32_t i = 0; i < count; ++i) set_bit(mask, positions[i]);
  if (!slot.words.empty()) pack_bits(positions, slot.words);
}

}  // namespace tally::encoder::clkhash
