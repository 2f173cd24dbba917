// The memory of panels, in the layout that kernels read.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "linker/kernels/kernel.h"

namespace tally::linker {

// A number for each row of a panel.
template <class Number>
struct alignas(kPanelAlignment) PanelNumbers {
  Number of[kPanelRows];
};

// The packed rows of some panels.
class PackedPanels {
 public:
  using Pack = decltype(Kernel::pack_left);  // or pack_right

  void resize(std::size_t panels, std::size_t packed_words) {
    lines_ = packed_words / std::size(Line{}.words);
    packed_.resize(panels * lines_);
  }
  // At most 64 rows.
  void pack(std::size_t panel, Pack with, Shape shape, std::span<const std::uint64_t* const> rows) {
    with(shape, rows.data(), rows.size(), packed_[panel * lines_].words);
  }
  const std::uint64_t* operator[](std::size_t panel) const { return packed_[panel * lines_].words; }

 private:
  struct alignas(kPanelAlignment) Line {
    std::uint64_t words[kPanelAlignment / sizeof(std::uint64_t)];
  };
  std::size_t lines_ = 0;  // a panel
  std::vector<Line> packed_;
};

}  // namespace tally::linker
