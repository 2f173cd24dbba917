#include "encoder/mask_cache.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "common/bytes.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kTextWords = MaskCache::kMaxText / 8;
constexpr std::size_t kKeyWords = 1 + kTextWords;
constexpr unsigned kLengthBits = 6;  // of a tag; lengths count from 1, so no key is all zero
static_assert(MaskCache::kMaxText + 1 < (std::size_t{1} << kLengthBits));

}  // namespace

MaskCache::MaskCache(std::size_t words, std::size_t entries)
    : words_(words),
      entries_(std::bit_ceil(std::max<std::size_t>(entries, 1))),
      table_(entries_ * (kKeyWords + words)) {}

MaskCache::~MaskCache() {
  wipe({reinterpret_cast<std::uint8_t*>(table_.data()), table_.size() * 8});
}

MaskCache::Slot MaskCache::find(std::uint64_t under, std::string_view text) {
  if (text.size() > kMaxText) return {{}, false};
  assert(under < std::uint64_t{1} << (64 - kLengthBits));
  std::uint64_t key[kKeyWords] = {under << kLengthBits | (text.size() + 1)};
  if (!text.empty()) std::memcpy(key + 1, text.data(), text.size());
  const std::size_t place = XXH3_64bits(key, sizeof key) & (entries_ - 1);
  std::uint64_t* const entry = table_.data() + place * (kKeyWords + words_);
  const std::span<std::uint64_t> mask(entry + kKeyWords, words_);
  if (std::equal(key, key + kKeyWords, entry)) return {mask, true};
  std::copy(key, key + kKeyWords, entry);
  std::fill(mask.begin(), mask.end(), std::uint64_t{0});
  return {mask, false};
}

}  // namespace tally::encoder
