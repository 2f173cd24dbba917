// The ten best of many, for many: one list for each row of a side, filled by any number of threads.
//
// An entry is a key that orders as search does, Dice descending and then the other record
// ascending; larger is better, 0 is none. A list holds a record once, with its best key, so what it
// holds at the end does not depend on the order in which keys came, nor on keys coming twice.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "linker/search/search.h"

namespace tally::linker {

// floor(Dice * 2^32) in 32 bits. Only equal Dice of filters of at most 32768 bits meet, since
// different ones differ by more than 2^-32; and 1, cut to 32 bits, still meets no other.
constexpr std::uint32_t ratio_of(Dice dice) {
  return static_cast<std::uint32_t>(std::min<std::int64_t>(fixed_point(dice), 0xFFFF'FFFF));
}
// The ratio above, the record's complement below.
constexpr std::uint64_t key_of(std::uint32_t ratio, std::uint32_t record) {
  return std::uint64_t{ratio} << 32 | static_cast<std::uint32_t>(~record);
}
constexpr std::uint32_t record_of(std::uint64_t key) {
  return ~static_cast<std::uint32_t>(key);
}

class TopLists {
 public:
  explicit TopLists(std::size_t rows)
      : keys_(rows * kTop), locks_((rows + kPanelRows - 1) / kPanelRows) {}

  // Best first; zeros at the end. Not while others insert.
  std::span<const std::uint64_t> list(std::size_t row) const {
    return {keys_.data() + row * kTop, kTop};
  }

  // The lock of a row's panel of 64, to be held for bound and insert.
  std::mutex& lock(std::size_t row) { return locks_[row / kPanelRows]; }

  // What a kernel must let through for this row (kernel.h, shift 16): the tenth best, and always an
  // overlap of at least 1.
  std::uint32_t bound(std::size_t row) const {
    return std::max(1U, static_cast<std::uint32_t>(keys_[row * kTop + kTop - 1] >> 49));
  }

  // Puts one row's list into another's and empties it.
  void move(std::size_t from, std::size_t to) {
    for (const std::uint64_t key : list(from)) insert(to, key);
    std::fill_n(&keys_[from * kTop], kTop, 0);
  }

  void insert(std::size_t row, std::uint64_t key) {
    std::uint64_t* const list = &keys_[row * kTop];
    if (key <= list[kTop - 1]) return;
    bool known = false;
    for (std::size_t k = 0; k < kTop; ++k)
      known |= static_cast<std::uint32_t>(list[k]) == static_cast<std::uint32_t>(key);
    if (known && !forget_worse(list, key)) return;
    // Without a branch: where the key belongs cannot be predicted.
    for (std::size_t k = 0; k < kTop; ++k) {
      const std::uint64_t better = std::max(list[k], key);
      key = std::min(list[k], key);
      list[k] = better;
    }
  }

 private:
  // Takes the key's record out of the list, unless it is there with a key as good.
  static bool forget_worse(std::uint64_t* list, std::uint64_t key) {
    std::uint64_t* const same = std::find_if(list, list + kTop, [key](std::uint64_t k) {
      return static_cast<std::uint32_t>(k) == static_cast<std::uint32_t>(key);
    });
    if (key <= *same) return false;
    std::move(same + 1, list + kTop, same);
    list[kTop - 1] = 0;
    return true;
  }

  std::vector<std::uint64_t> keys_;
  std::vector<std::mutex> locks_;
};

}  // namespace tally::linker
