// A bounded cache of bit masks: what a token, or a field's whole value, sets in a filter. Names
// repeat, and a mask is far dearer to make than to look up.
//
// A key is a few numbers that say under what the mask was made (feature, insertions, ...) and the
// text. Direct-mapped by XXH3 of the key with the whole key compared, so a hit is never wrong and
// the memory never grows: an entry is replaced by the next that falls in its place. Holds
// identifiers, so it is wiped when it goes and never outlives a run. Not thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tally::encoder {

class MaskCache {
 public:
  static constexpr std::size_t kMaxText = 48;  // longer text is not cached

  // Masks of `words` 64-bit words; `entries` is rounded up to a power of two.
  MaskCache(std::size_t words, std::size_t entries);
  ~MaskCache();
  MaskCache(MaskCache&&) noexcept = default;
  MaskCache& operator=(MaskCache&&) = delete;

  struct Slot {
    std::span<std::uint64_t> mask;  // zeroed when new; empty when the text is too long to be cached
    bool found;                     // else the caller fills mask
  };
  // Where the mask of this key is or belongs; valid until the next call.
  Slot find(std::uint64_t under, std::string_view text);

 private:
  // Each entry lies together: tag (under and length), text, mask.
  std::size_t words_;
  std::size_t entries_;
  std::vector<std::uint64_t> table_;
};

}  // namespace tally::encoder
