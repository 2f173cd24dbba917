// The ten best of many, for many: one list for each of some rows. A value: lists merge to the same
// in any order, and merging the same list again changes nothing.
//
// An entry is a key that orders as search does, Dice descending and then the other record
// ascending; larger is better, 0 is none. A list holds a record once, with its best key, so what it
// holds at the end does not depend on the order in which keys came, nor on keys coming twice.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "common/dice.h"

namespace tally::linker {

inline constexpr std::size_t kTop = 10;  // reference: docs/references.md [linkage-study]

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
  explicit TopLists(std::size_t rows = 0) : keys_(rows * kTop) {}
  friend bool operator==(const TopLists&, const TopLists&) = default;

  std::size_t rows() const { return keys_.size() / kTop; }
  // Best first; zeros at the end.
  std::span<const std::uint64_t> list(std::size_t row) const {
    return {keys_.data() + row * kTop, kTop};
  }

  // What a kernel must let through for this row (kernel.h, shift 16): the tenth best, and always an
  // overlap of at least 1.
  std::uint32_t bound(std::size_t row) const {
    return std::max(1U, static_cast<std::uint32_t>(keys_[row * kTop + kTop - 1] >> 49));
  }

  // The lists of `rows` rows from `first` on.
  TopLists part(std::size_t first, std::size_t rows) const {
    TopLists lists;
    const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(first * kTop);
    lists.keys_.assign(begin, begin + static_cast<std::ptrdiff_t>(rows * kTop));
    return lists;
  }
  // Merges lists into those of as many rows from `first` on.
  void merge(std::size_t first, const TopLists& lists) {
    for (std::size_t row = 0; row < lists.rows(); ++row) merge(first + row, lists.list(row));
  }
  // Puts one row's list into another's and empties it.
  void move(std::size_t from, std::size_t to) {
    merge(to, list(from));
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
  void merge(std::size_t row, std::span<const std::uint64_t> keys) {
    const std::span<std::uint64_t> own(&keys_[row * kTop], kTop);
    if (std::ranges::equal(keys, own)) return;
    // Mostly the keys came from this list and a few better ones: what they lack of it is worse than
    // all of them.
    std::size_t known = 0;
    for (const std::uint64_t key : keys) known += known < kTop && own[known] == key ? 1U : 0U;
    if (known == kTop || own[known] <= keys.back()) {
      std::ranges::copy(keys, own.begin());
    } else {
      for (const std::uint64_t key : keys) insert(row, key);
    }
  }

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
};

}  // namespace tally::linker
