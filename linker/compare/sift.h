// Tables of CLKs in the layout of a kernel's sift, the test that compare uses.
//
// The columns that a sift looks at decide how many pairs stay. Columns that are set in nearly half
// of the rows distinguish rows best. A sample of pairs shows how many columns are needed, which
// depends on threshold and rows. No choice of columns loses a pair at or over the threshold.
#pragma once

#include <cstdint>
#include <vector>

#include "common/clk_table.h"
#include "common/dice.h"
#include "linker/all_pairs/packed_panels.h"
#include "linker/all_pairs/row_order.h"
#include "linker/kernels/kernel.h"

namespace tally::linker {

// The columns to look at, a multiple of 64 of them unless all. Both tables have filters of the same
// number of bits.
std::vector<std::uint32_t> choose_columns(const ClkTable& left, const ClkTable& right,
                                          Threshold threshold);

// The chosen columns of a table's rows, packed in their order, and the numbers that sift needs of
// each row.
class SiftSide {
 public:
  // clks and order outlive this.
  SiftSide(const ClkTable& clks, const RowOrder& order, const std::vector<std::uint32_t>& columns,
           Threshold threshold, const Kernel& kernel, PackedPanels::Pack pack, unsigned threads);

  Shape shape() const { return shape_; }
  SiftPanel panel(std::size_t p) const { return {packed_[p], half_[p].of, lack_[p].of}; }
  Popcounts popcounts(std::size_t p) const { return order_.popcounts(order_.places_of_panel(p)); }
  Clk clk(const RowOrder::Entry& entry) const { return clks_[entry.row]; }

 private:
  void pack_panel(std::size_t p, const std::vector<std::uint32_t>& columns, Threshold threshold,
                  PackedPanels::Pack pack);

  const ClkTable& clks_;
  const RowOrder& order_;
  const Shape shape_;
  PackedPanels packed_;
  std::vector<PanelNumbers<std::int32_t>> half_, lack_;  // by panel
};

}  // namespace tally::linker
