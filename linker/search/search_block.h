// The rows of one side in the order in which search compares them, and blocks of them as a kernel
// takes them: the insides of search.cc.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "linker/kernels/kernel.h"
#include "linker/search/search.h"
#include "linker/search/top_lists.h"

namespace tally::linker {

// The rows that are not empty by popcount, then row; each has a list of the best records of the
// other side. A record is known by its place in rows.records, a row by its place here.
class SearchOrder {
 public:
  struct Entry {
    std::uint32_t row, record;
  };

  explicit SearchOrder(const SearchRows& rows);

  std::size_t size() const { return entries_.size(); }
  const Entry& operator[](std::size_t place) const { return entries_[place]; }
  const SearchRows& rows() const { return rows_; }
  std::uint32_t popcount(std::size_t place) const { return rows_.popcounts[entries_[place].row]; }
  const std::uint64_t* clk(std::size_t place) const {
    return rows_.clks[entries_[place].row].data();
  }
  TopLists& lists() { return lists_; }
  const TopLists& lists() const { return lists_; }
  // Puts what the lists of a record's rows hold into the list of the first, and empties the others.
  void join_alternates();

 private:
  const SearchRows& rows_;
  std::vector<Entry> entries_;
  TopLists lists_;
};

// Up to 1024 consecutive rows of an order, packed for a kernel once and then compared panel by
// panel. The bounds are a copy: other threads raise the lists meanwhile, which only makes these let
// through more than they need.
class SearchBlock {
 public:
  static constexpr std::size_t kPanels = 16;
  static constexpr std::size_t kRows = kPanels * kPanelRows;
  static std::size_t blocks(std::size_t rows) { return (rows + kRows - 1) / kRows; }

  // Which rows it holds, and their bounds of the moment.
  void load(SearchOrder& order, std::size_t block);
  using Pack = void (*)(Shape, const std::uint64_t* const*, std::size_t, std::uint64_t*);
  void pack(Shape shape, Pack pack_panel, std::size_t packed_words);

  std::size_t first() const { return first_; }  // place of the first row
  std::size_t rows() const { return rows_; }
  std::size_t panels() const { return (rows_ + kPanelRows - 1) / kPanelRows; }
  Panel panel(std::size_t p) const;
  SearchOrder& order() { return *order_; }
  void set_bound(std::size_t row, std::uint32_t bound) { bounds_[row] = bound; }

  // What decides whether two ranges of rows can hold a hit at all.
  struct Range {
    std::uint32_t lowest, highest;  // popcount
    std::uint32_t bound;            // the least
  };
  Range range() const { return range(0, rows_); }
  Range range_of_panel(std::size_t p) const {
    return range(p * kPanelRows, std::min(rows_, (p + 1) * kPanelRows));
  }

 private:
  Range range(std::size_t begin, std::size_t end) const;
  struct alignas(kPanelAlignment) Line {
    std::uint64_t words[8];
  };

  SearchOrder* order_ = nullptr;
  std::size_t first_ = 0;
  std::size_t rows_ = 0;
  std::size_t lines_ = 0;  // a panel
  std::vector<Line> packed_;
  alignas(kPanelAlignment) std::array<std::uint32_t, kRows> popcounts_{};
  alignas(kPanelAlignment) std::array<std::uint32_t, kRows> bounds_{};
};

// Whether some pair of rows of the two can be over the lesser bound: Dice of two rows is highest
// when the one with fewer bits lies within the other [Swamidass2007].
bool may_hit(const SearchBlock::Range& left, const SearchBlock::Range& right, Shape shape);

}  // namespace tally::linker
