// A bounded cache of the bit positions that a text sets in a filter: the mask of a field's whole
// value, or the positions of a token. Names repeat, and to make either costs far more than to look
// it up.
//
// A key is the text and a number for the way the positions were made (feature, block, ...). The
// key's XXH3 leads to a set of four entries. The whole key is compared, so a hit is never wrong. If
// all four entries have other keys, they are replaced in turn, so the memory does not grow. The
// cache holds identifiers, so it is wiped on destruction and never outlives a run. Not thread-safe.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace tally::encoder {

// A filter while it is filled, and a mask of it.
using Words = std::span<std::uint64_t>;

// Adds the bits of others to words. Both have the same size and do not overlap.
inline void unite(Words words, std::span<const std::uint64_t> others) {
  assert(words.size() == others.size());
  std::uint64_t* __restrict const to = words.data();
  const std::uint64_t* __restrict const from = others.data();
  for (std::size_t i = 0; i < words.size(); ++i) to[i] |= from[i];
}

inline void set_bit(Words words, std::uint32_t bit) {
  words.data()[bit / 64] |= std::uint64_t{1} << bit % 64;
}

// Positions to set, each below 2^16, packed four to a word.
inline void pack_bits(std::span<const std::uint32_t> bits, Words words) {
  assert(bits.size() <= words.size() * 4);
  for (std::size_t i = 0; i < bits.size(); ++i) {
    const auto bit = static_cast<std::uint16_t>(bits[i]);
    std::memcpy(reinterpret_cast<std::uint8_t*>(words.data()) + i * sizeof bit, &bit, sizeof bit);
  }
}
// Sets the first `count` of them.
inline void set_packed_bits(Words words, Words packed, std::size_t count) {
  const auto* from = reinterpret_cast<const std::uint8_t*>(packed.data());
  for (std::size_t i = 0; i < count; ++i) {
    std::uint16_t bit;
    std::memcpy(&bit, from + i * sizeof bit, sizeof bit);
    set_bit(words, bit);
  }
}

class MaskCache {
 public:
  static constexpr std::size_t kMostText = 24;  // bytes

  // An entry has up to `words` 64-bit words and a text of up to max_text bytes. The cache takes
  // about `memory` bytes, but has at least 16 entries.
  MaskCache(std::size_t words, std::size_t max_text, std::size_t memory);
  ~MaskCache();
  MaskCache(MaskCache&&) noexcept = default;
  MaskCache& operator=(MaskCache&&) = delete;

  struct Slot {
    Words words;  // zeros if new; empty if the text is too long to keep
    bool found;   // else the caller fills them
  };
  // The words of this key, or room for them; valid until the next call. under is below 2^59.
  Slot find(std::uint64_t under, std::string_view text) { return find(prepare(under, text)); }

  // The same in two steps. Prepare a key early: its words are then fetched from memory while other
  // work continues.
  struct Key {
    bool fits;  // else the text is too long to keep
    std::uint16_t mark;
    std::size_t first;  // of its set
    std::array<std::uint64_t, 1 + kMostText / 8> words;
  };
  Key prepare(std::uint64_t under, std::string_view text) const;
  Slot find(const Key& key);

 private:
  std::uint64_t* entry_at(std::size_t i) { return entries_.data() + i * entry_words_; }
  const std::uint64_t* entry_at(std::size_t i) const { return entries_.data() + i * entry_words_; }
  // A bit for each entry of the key's set that has the key's mark.
  unsigned alike(const Key& key) const;
  Words words_of(std::uint64_t* entry) const {
    return {entry + key_words_, entry_words_ - key_words_};
  }

  std::size_t max_text_;
  std::size_t key_words_;
  std::size_t entry_words_;
  std::size_t sets_;
  std::vector<std::uint16_t> marks_;    // a part of the hash of each entry's key; 0: no entry yet
  std::vector<std::uint64_t> entries_;  // each: under and length, text, words
  std::size_t turn_ = 0;                // the entry of a set to replace next
};

// Counts how often the values of one column were found again. If hardly any repeat, to keep them
// costs more than it saves, and pushes out the values of other columns.
class Repeats {
 public:
  bool worth_keeping() const { return values_ < 4096 || found_ * 8 > values_; }
  void count(const MaskCache::Slot& slot) {
    ++values_;
    found_ += slot.found ? 1 : 0;
  }

 private:
  std::uint64_t values_ = 0;
  std::uint64_t found_ = 0;
};

}  // namespace tally::encoder
