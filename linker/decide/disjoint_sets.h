// Sets of numbers 0 .. n-1, which can be merged but not split. The name of a set is its smallest
// member, so the outcome does not depend on the order of merging.
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace tally::linker {

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t n) : parent_(n) {
    std::iota(parent_.begin(), parent_.end(), std::uint32_t{0});
  }

  // The smallest member of x's set. Amortised O(log n).
  std::uint32_t find(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(std::uint32_t x, std::uint32_t y) {
    x = find(x);
    y = find(y);
    if (x > y) std::swap(x, y);
    parent_[y] = x;
  }
  // The smallest member of each number's set.
  std::vector<std::uint32_t> heads() {
    std::vector<std::uint32_t> heads(parent_.size());
    for (std::uint32_t x = 0; x < heads.size(); ++x) heads[x] = find(x);
    return heads;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace tally::linker
