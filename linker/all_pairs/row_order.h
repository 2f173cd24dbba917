// The rows of one side in the order of comparison, in panels of 64 rows and blocks of 16 panels.
// Rows with similar popcounts are together, so whole panels and blocks can be left out by their
// popcounts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "common/dice.h"
#include "linker/kernels/kernel.h"

namespace tally::linker {

inline constexpr std::size_t kBlockPanels = 16;
inline constexpr std::size_t kBlockRows = kBlockPanels * kPanelRows;

// Numbers [begin, end): of places or of panels.
struct Span {
  std::size_t begin, end;
  std::size_t size() const { return end - begin; }
};

// The lowest and the highest popcount of some rows.
struct Popcounts {
  std::uint32_t fewest, most;
};

// The highest Dice that two rows of these popcounts can have: all bits of one are set in the other
// [Swamidass2007].
Dice highest_dice(Popcounts left, Popcounts right);

// The rows that are not empty, ordered by popcount, then row. A row's name is its place in this
// order. Panels and blocks are numbered from its first row.
class RowOrder {
 public:
  struct Entry {
    std::uint32_t row, record, popcount;
  };

  explicit RowOrder(std::vector<Entry> entries);

  std::size_t size() const { return entries_.size(); }
  const Entry& operator[](std::size_t place) const { return entries_[place]; }

  std::size_t panels() const { return (size() + kPanelRows - 1) / kPanelRows; }
  Span places_of_panel(std::size_t panel) const {
    return {panel * kPanelRows, std::min(size(), (panel + 1) * kPanelRows)};
  }
  std::size_t blocks() const { return (size() + kBlockRows - 1) / kBlockRows; }
  Span places_of_block(std::size_t block) const {
    return {block * kBlockRows, std::min(size(), (block + 1) * kBlockRows)};
  }
  Span panels_of_block(std::size_t block) const {
    return {block * kBlockPanels, std::min(panels(), (block + 1) * kBlockPanels)};
  }
  Popcounts popcounts(Span places) const {
    return {entries_[places.begin].popcount, entries_[places.end - 1].popcount};
  }

 private:
  std::vector<Entry> entries_;
};

}  // namespace tally::linker
