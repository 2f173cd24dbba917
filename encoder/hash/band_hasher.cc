#include "encoder/hash/band_hasher.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "protocol/base/limits.h"

namespace tally::encoder {
namespace {

// Longer tokens are not kept.
constexpr std::size_t kMaxBandToken = 8;
constexpr std::size_t kBandBlock = keys::BlockKey::kBlock;
static_assert(sizeof(keys::TokenIdentity) == kBandBlock);

bool is_same(const Feature& a, const Feature& b) {
  return a.field == b.field && a.space == b.space && a.tokens == b.tokens && a.count == b.count;
}

// The input of a band: its number, then the identities of the least tokens of its places, mixed.
void write_input(std::uint32_t band, std::span<const std::uint32_t> tokens, std::size_t stride,
                 const keys::TokenIdentity* identities, std::uint8_t* block) {
  std::uint64_t low = band;  // in registers, because a block in memory would wait for itself
  std::uint64_t high = 0;
  for (std::size_t place = 0; place < tokens.size(); ++place) {
    const std::uint8_t* const identity = identities[tokens[place] * stride + place].data();
    std::uint64_t words[2];
    std::memcpy(words, identity, sizeof words);
    low ^= words[0];
    high ^= words[1];
  }
  std::memcpy(block, &low, sizeof low);
  std::memcpy(block + sizeof low, &high, sizeof high);
}

}  // namespace

BandHasher::BandHasher(const Encoding& encoding, const RowLayout& layout,
                       const keys::Derivation& derivation, std::size_t memory) {
  for (const RowLayout::Slot& slot : layout.slots) {
    if (slot.kind != Column::Kind::bands) continue;
    const Column& column = *encoding.find(slot.name);
    bands_ = std::max<std::size_t>(bands_, column.bands);
    hashes_ = std::max<std::size_t>(hashes_, column.hashes);
    add_column(column, slot, derivation);
  }
  if (columns_.empty()) return;
  make_groups();
  const std::size_t words = hashes_ * kBandBlock / 8 + (bands_ * hashes_ + 1) / 2;
  tokens_kept_.emplace(words, kMaxBandToken, memory);
  token_words_.resize(words);
  blocks_.resize(bands_ * kBandBlock);
}

BandHasher::~BandHasher() {
  wipe({reinterpret_cast<std::uint8_t*>(token_words_.data()), token_words_.size() * 8});
  wipe({reinterpret_cast<std::uint8_t*>(identities_.data()), identities_.size() * kBandBlock});
  wipe(blocks_);
}

void BandHasher::add_column(const Column& column, const RowLayout::Slot& slot,
                            const keys::Derivation& derivation) {
  BandColumn& added = columns_.emplace_back(
      BandColumn{slot, column.hashes, column.joins, {}, {}, derivation.band_key(slot.name)});
  for (const Feature& feature : column.features) {
    added.parts.push_back(part_of(feature, space_of(feature.space, derivation)));
  }
}

std::size_t BandHasher::space_of(std::string_view space, const keys::Derivation& derivation) {
  const auto found = std::ranges::find(space_names_, space);
  if (found != space_names_.end()) return static_cast<std::size_t>(found - space_names_.begin());
  space_names_.emplace_back(space);
  spaces_.push_back(derivation.minhash_key(space));
  return spaces_.size() - 1;
}

std::size_t BandHasher::part_of(const Feature& feature, std::size_t space) {
  const auto found = std::ranges::find_if(
      parts_, [&](const Part& part) { return is_same(part.feature, feature); });
  if (found != parts_.end()) return static_cast<std::size_t>(found - parts_.begin());
  parts_.push_back({feature, space});
  return parts_.size() - 1;
}

void BandHasher::make_groups() {
  std::vector<std::size_t> group_of(parts_.size());
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    if (part == 0 || !always_follows(part, part - 1)) groups_.emplace_back();
    groups_.back().parts.push_back(part);
    group_of[part] = groups_.size() - 1;
  }
  for (BandColumn& column : columns_) {
    for (const std::size_t part : column.parts) {
      const std::size_t group = group_of[part];
      if (groups_[group].parts.front() == part) column.groups.push_back(group);
    }
  }
}

bool BandHasher::always_follows(std::size_t part, std::size_t before) const {
  return std::ranges::all_of(columns_, [&](const BandColumn& column) {
    const auto end = column.parts.end();
    const auto first = std::ranges::find(column.parts, before);
    const auto second = std::ranges::find(column.parts, part);
    return first == end ? second == end : second != end && second == first + 1;
  });
}

void BandHasher::hash(const StandardRecord& record, std::span<std::uint8_t> row) {
  if (columns_.empty()) return;
  identities_.clear();
  for (Group& group : groups_) fill(group, record);
  for (BandColumn& column : columns_) {
    const std::span<std::uint8_t> cell = row.subspan(column.slot.offset, column.slot.size);
    const bool all = std::ranges::all_of(column.joins, [&](const std::vector<Field>& kind) {
      return std::ranges::any_of(kind, [&](Field field) { return !record.values[field].empty(); });
    });
    if (all) {
      write(column, cell);
    } else {
      std::ranges::fill(cell, std::uint8_t{0});
    }
  }
}

// The least hashes of the tokens of a group's fields.
void BandHasher::fill(Group& group, const StandardRecord& record) {
  group.present = false;
  for (const std::size_t i : group.parts) {
    const Part& part = parts_[i];
    tokenise(part.feature.tokens, record.values[part.feature.field], list_);
    if (list_.size() > 0) take(group, part);
  }
}

// The tokens of list_ compete for a part of the group.
void BandHasher::take(Group& group, const Part& part) {
  if (!group.present) group.minima.clear(bands_ * hashes_);
  group.present = true;
  const float scale = static_cast<float>(list_.size()) / static_cast<float>(part.feature.count);
  for (std::size_t i = 0; i < list_.size(); ++i) {
    const Words words = look_up(part.space, list_[i]);
    const auto token = static_cast<std::uint32_t>(identities_.size() / hashes_);
    identities_.resize(identities_.size() + hashes_);
    std::memcpy(identities_.data() + token * hashes_, words.data(), hashes_ * kBandBlock);
    const auto* hashes = reinterpret_cast<const float*>(words.data() + hashes_ * kBandBlock / 8);
    take_token(group.minima, {hashes, bands_ * hashes_}, scale, token);
  }
}

// A token's identities, then its variates as floats; until the next call.
Words BandHasher::look_up(std::size_t space, std::string_view token) {
  MaskCache::Slot slot = tokens_kept_->find(space, token);
  if (slot.found) return slot.words;
  const Words words = slot.words.empty() ? Words(token_words_) : slot.words;
  std::array<keys::TokenIdentity, kMaxHashes> identities;
  spaces_[space].identities(token, std::span(identities).first(hashes_));
  std::memcpy(words.data(), identities.data(), hashes_ * kBandBlock);
  auto* hashes = reinterpret_cast<float*>(words.data() + hashes_ * kBandBlock / 8);
  std::array<std::uint32_t, kMaxHashes> uniforms;
  for (std::size_t band = 0; band < bands_; ++band) {
    spaces_[space].uniforms(token, static_cast<std::uint32_t>(band),
                            std::span(uniforms).first(hashes_));
    for (std::size_t place = 0; place < hashes_; ++place) {
      *hashes++ = static_cast<float>(exponential(uniforms[place]));
    }
  }
  return words;
}

void BandHasher::write(BandColumn& column, std::span<std::uint8_t> cell) {
  bool any = false;
  for (const std::size_t i : column.groups) {
    const Group& group = groups_[i];
    if (!group.present) continue;
    if (any) take_minima(minima_, group.minima);
    if (!any) minima_ = group.minima;
    any = true;
  }
  if (!any) {
    std::ranges::fill(cell, std::uint8_t{0});
    return;
  }
  const std::span<std::uint8_t> blocks = std::span(blocks_).first(column.slot.bands * kBandBlock);
  for (std::uint32_t band = 0; band < column.slot.bands; ++band) {
    write_input(band, std::span(minima_.token).subspan(band * hashes_, column.hashes), hashes_,
                identities_.data(), blocks.data() + band * kBandBlock);
  }
  column.key.encrypt(blocks);
  const std::size_t size = column.slot.bits / 8;
  for (std::uint32_t band = 0; band < column.slot.bands; ++band) {
    std::memcpy(cell.data() + band * size, blocks.data() + band * kBandBlock, size);
  }
}

}  // namespace tally::encoder
