#include "encoder/hash/mask_cache.h"

// Inlines the hash, to save a call for a hash of a few bytes.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "common/bytes.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kWays = 4;
constexpr std::size_t kLeastEntries = 16;
constexpr unsigned kLengthBits = 5;    // of a key's first word
constexpr std::size_t kLineWords = 8;  // of a line of a processor's cache
static_assert(MaskCache::kMostText < std::size_t{1} << kLengthBits);

template <class Unsigned>
std::uint64_t load(const char* bytes) {
  Unsigned value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

// Loads up to eight bytes, followed by zeros, without a call or a loop. The loads may overlap,
// since they agree there.
std::uint64_t load_padded(const char* bytes, std::size_t size) {
  if (size >= 8) return load<std::uint64_t>(bytes);
  if (size >= 4) {
    return load<std::uint32_t>(bytes) | load<std::uint32_t>(bytes + size - 4) << (size - 4) * 8;
  }
  if (size == 0) return 0;
  const auto byte = [&](std::size_t i) { return load<std::uint8_t>(bytes + i) << i * 8; };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

bool is_same(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) {
  std::uint64_t differences = 0;
  for (std::size_t i = 0; i < words; ++i) differences |= a[i] ^ b[i];
  return differences == 0;
}

}  // namespace

MaskCache::MaskCache(std::size_t words, std::size_t max_text, std::size_t memory)
    : max_text_(max_text),
      key_words_(1 + (max_text + 7) / 8),
      entry_words_(key_words_ + words),
      sets_(std::max(memory / (entry_words_ * 8), kLeastEntries) / kWays),
      marks_(sets_ * kWays),
      entries_(sets_ * kWays * entry_words_) {
  assert(max_text <= kMostText);
}

MaskCache::~MaskCache() {
  wipe({reinterpret_cast<std::uint8_t*>(marks_.data()), marks_.size() * sizeof marks_[0]});
  wipe({reinterpret_cast<std::uint8_t*>(entries_.data()), entries_.size() * sizeof entries_[0]});
}

unsigned MaskCache::alike(const Key& key) const {
  const std::uint16_t* const marks = marks_.data() + key.first;
  // Compares all at once, because a branch for each could not be predicted.
  unsigned found = 0;
  for (unsigned i = 0; i < kWays; ++i) found |= unsigned{marks[i] == key.mark} << i;
  return found;
}

MaskCache::Key MaskCache::prepare(std::uint64_t under, std::string_view text) const {
  Key key{text.size() <= max_text_, 0, 0, {}};
  if (!key.fits) return key;
  assert(under < std::uint64_t{1} << (64 - kLengthBits));
  key.words[0] = under << kLengthBits | text.size();
  for (std::size_t i = 1; i < key_words_; ++i) {
    const std::size_t at = std::min((i - 1) * 8, text.size());
    key.words[i] = load_padded(text.data() + at, text.size() - at);
  }
  const std::uint64_t hash = XXH3_64bits(key.words.data(), key_words_ * 8);
  key.mark = static_cast<std::uint16_t>(hash | 1);
  key.first = ((hash >> 32) * sets_ >> 32) * kWays;
  if (const unsigned found = alike(key); found != 0) {
    const std::uint64_t* entry =
        entry_at(key.first + static_cast<unsigned>(std::countr_zero(found)));
    for (std::size_t i = 0; i < entry_words_; i += kLineWords) __builtin_prefetch(entry + i);
  }
  return key;
}

MaskCache::Slot MaskCache::find(const Key& key) {
  if (!key.fits) return {{}, false};
  for (unsigned found = alike(key); found != 0; found &= found - 1) {
    std::uint64_t* const entry =
        entry_at(key.first + static_cast<unsigned>(std::countr_zero(found)));
    if (is_same(entry, key.words.data(), key_words_)) return {words_of(entry), true};
  }
  const std::size_t replaced = key.first + turn_++ % kWays;
  marks_[replaced] = key.mark;
  std::uint64_t* const entry = entry_at(replaced);
  std::copy_n(key.words.data(), key_words_, entry);
  std::ranges::fill(words_of(entry), std::uint64_t{0});
  return {words_of(entry), false};
}

}  // namespace tally::encoder
