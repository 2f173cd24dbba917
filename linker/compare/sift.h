// Tables of CLKs laid out for a kernel's sift: the insides of compare.cc.
//
// Which columns a sift looks at decides how many pairs it leaves over: those nearest to being set
// in half of the rows tell rows apart best. How many it needs depends on threshold and rows, and is
// found out on a sample of pairs. Whatever is chosen, no pair at or over the threshold is lost.
#pragma once

#include <cstdint>
#include <vector>

#include "common/clk_table.h"
#include "common/dice.h"
#include "linker/kernels/kernel.h"

namespace tally::linker {

// The columns to look at, a multiple of 64 of them unless all. Both tables have filters of the same
// number of bits.
std::vector<std::uint32_t> choose_columns(const ClkTable& left, const ClkTable& right,
                                          Threshold threshold);

// The rows of a table that are not empty, by popcount, then row: the chosen columns of them,
// packed, and what sift asks of each. A row is known by its place here.
class SiftSide {
 public:
  using Pack = decltype(Kernel::pack_left);

  SiftSide(const ClkTable& clks, const std::vector<std::uint32_t>& columns, Threshold threshold,
           const Kernel& kernel, Pack pack, unsigned threads);

  std::size_t size() const { return rows_.size(); }
  std::size_t panels() const { return (size() + kPanelRows - 1) / kPanelRows; }
  SiftPanel panel(std::size_t p) const;

  std::uint32_t row(std::size_t place) const { return rows_[place]; }
  std::uint32_t popcount(std::size_t place) const { return popcounts_[rows_[place]]; }
  Clk clk(std::size_t place) const { return clks_[rows_[place]]; }
  // The popcounts of a panel's first and last row.
  std::uint32_t lowest(std::size_t p) const { return popcount(p * kPanelRows); }
  std::uint32_t highest(std::size_t p) const {
    return popcount(std::min(size(), (p + 1) * kPanelRows) - 1);
  }

 private:
  struct alignas(kPanelAlignment) Line {
    std::uint64_t words[8];
  };
  struct alignas(kPanelAlignment) Asked {
    std::int32_t of[kPanelRows];
  };
  void pack_panel(std::size_t p, const std::vector<std::uint32_t>& columns, Threshold threshold,
                  Pack pack);

  const ClkTable& clks_;
  const Shape shape_;
  std::vector<std::uint32_t> popcounts_;  // by row
  std::vector<std::uint32_t> rows_;       // by place
  std::size_t lines_ = 0;                 // a panel
  std::vector<Line> packed_;
  std::vector<Asked> half_, lack_;  // by panel
};

}  // namespace tally::linker
