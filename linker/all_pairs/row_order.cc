#include "linker/all_pairs/row_order.h"

#include <utility>

namespace tally::linker {

Dice highest_dice(Popcounts left, Popcounts right) {
  if (left.most < right.fewest) return {left.most, left.most + right.fewest};
  if (right.most < left.fewest) return {right.most, right.most + left.fewest};
  return {1, 2};
}

RowOrder::RowOrder(std::vector<Entry> entries) : entries_(std::move(entries)) {
  std::erase_if(entries_, [](const Entry& entry) { return entry.popcount == 0; });
  std::sort(entries_.begin(), entries_.end(), [](const Entry& x, const Entry& y) {
    return std::pair(x.popcount, x.row) < std::pair(y.popcount, y.row);
  });
}

}  // namespace tally::linker
