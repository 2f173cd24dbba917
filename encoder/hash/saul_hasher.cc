#include "encoder/hash/saul_hasher.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tally::encoder {
namespace {

constexpr std::size_t kMaxVotingToken = 8;  // longer tokens are not kept

// Adds the weight at the places whose bit is set.
void add_votes(std::span<const std::uint64_t> signs, std::uint32_t weight, std::uint32_t* votes) {
  for (const std::uint64_t word : signs) {
    for (unsigned bit = 0; bit < 64; ++bit) {
      *votes++ += static_cast<std::uint32_t>(word >> bit & 1) * weight;
    }
  }
}

}  // namespace

SaulHasher::SaulHasher(const Encoding& encoding, const RowLayout& layout,
                       const keys::Derivation& derivation, std::size_t memory) {
  std::size_t words = 0;  // the most of any filter
  for (const RowLayout::Slot& slot : layout.slots) {
    const Column& column = *encoding.find(slot.name);
    if (!is_saul(column)) continue;
    add_filter(column, slot, derivation);
    words = std::max(words, filters_.back().words());
  }
  if (filters_.empty()) return;
  tokens_kept_.emplace(words, kMaxVotingToken, memory);
  token_words_.resize(words);
  votes_.resize(words * 64);
}

SaulHasher::~SaulHasher() {
  wipe({reinterpret_cast<std::uint8_t*>(token_words_.data()), token_words_.size() * 8});
  wipe({reinterpret_cast<std::uint8_t*>(votes_.data()), votes_.size() * 4});
}

// Features of one key space in one filter share a key, so that swapped names still agree.
void SaulHasher::add_filter(const Column& column, const RowLayout::Slot& slot,
                            const keys::Derivation& derivation) {
  Filter filter{slot, column.needs, column.hardening->count, {}};
  for (const Feature& feature : column.features) {
    const auto same = std::ranges::find_if(
        filter.parts, [&](const Part& part) { return part.feature.space == feature.space; });
    const bool is_new = same == filter.parts.end();
    const std::size_t key = is_new ? keys_.size() : same->key;
    if (is_new) keys_.push_back(derivation.sign_key(slot.name, feature.space));
    filter.parts.push_back({feature, key});
  }
  filters_.push_back(std::move(filter));
}

void SaulHasher::hash(const StandardRecord& record, std::span<std::uint8_t> row) {
  for (const Filter& filter : filters_) {
    std::fill_n(votes_.begin(), filter.words() * 64, 0U);
    all_votes_ = 0;
    const bool has_needed = !filter.needs || !record.values[*filter.needs].empty();
    for (const Part& part : filter.parts) {
      if (has_needed) vote(filter, part, record.values[part.feature.field]);
    }
    write(filter, row.subspan(filter.slot.offset, filter.slot.size));
  }
}

// The tokens of a value vote.
void SaulHasher::vote(const Filter& filter, const Part& part, std::string_view value) {
  tokenise(part.feature.tokens, value, list_);
  for (std::size_t i = 0; i < list_.size(); ++i) {
    const std::uint32_t weight = insertions_of(part.feature, i, list_.size());
    add_votes(look_up(part.key, list_[i], filter.words()), weight, votes_.data());
    all_votes_ += weight;
  }
}

// The token's signs; until the next call.
Words SaulHasher::look_up(std::size_t key, std::string_view token, std::size_t words) {
  const MaskCache::Slot slot = tokens_kept_->find(key, token);
  const Words signs = (slot.words.empty() ? Words(token_words_) : slot.words).first(words);
  if (!slot.found) keys_[key].signs(token, signs);
  return signs;
}

void SaulHasher::write(const Filter& filter, std::span<std::uint8_t> cell) const {
  std::ranges::fill(cell, std::uint8_t{0});
  if (all_votes_ == 0) return;
  for (std::size_t place = 0; place < filter.slot.bits; ++place) {
    cell[place / 8] |= static_cast<std::uint8_t>(unsigned{bit(filter, place)} << place % 8);
  }
}

bool SaulHasher::bit(const Filter& filter, std::size_t place) const {
  bool bit = false;
  for (std::size_t m = 0; m < filter.majorities; ++m) {
    bit ^= 2 * votes_[m * filter.slot.bits + place] >= all_votes_;
  }
  return bit;
}

}  // namespace tally::encoder
