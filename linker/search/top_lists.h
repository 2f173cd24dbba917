// Lists of the ten best, one for each row. They are values: they merge to the same lists in any
// order, and merging the same list again changes nothing.
//
// An entry is a key with the order of search: Dice descending, then the other record ascending. A
// larger key is better; 0 is an empty place. A list has a record once, with its best key. So the
// final list does not depend on the order in which keys came, or on keys that came twice.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "common/dice.h"

namespace tally::linker {

inline constexpr std::size_t kTop = 10;  // reference: docs/references.md [linkage-study]

// floor(Dice * 2^32) in 32 bits. For filters of at most 32768 bits, different Dice give different
// ratios, since they differ by more than 2^-32. A Dice of 1, cut to 32 bits, also differs from all
// others.
constexpr std::uint32_t ratio_of(Dice dice) {
  return static_cast<std::uint32_t>(std::min<std::int64_t>(fixed_point(dice), 0xFFFF'FFFF));
}
// The upper half is the ratio, the lower half the record's complement.
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

  // The bound of this row for a kernel (kernel.h, shift 16): the tenth best, but an overlap of at
  // least 1.
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
  // Merges lists into the lists of as many rows from `first` on.
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
    // Without a branch, because the key's place cannot be predicted.
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
    // Usually the keys come from this list with a few better ones added. Then the keys of this list
    // that they lack are worse than all of them.
    std::size_t known = 0;
    for (const std::uint64_t key : keys) known += known < kTop && own[known] == key ? 1U : 0U;
    if (known == kTop || own[known] <= keys.back()) {
      std::ranges::copy(keys, own.begin());
    } else {
      for (const std::uint64_t key : keys) insert(row, key);
    }
  }

  // Removes the key's record from the list, unless the list has it with a key at least as good.
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
