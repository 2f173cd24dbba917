#include "linker/search/best_rows.h"

namespace tally::linker {

RowPair best_rows(const Filters& left, RowRange left_rows, const Filters& right,
                  RowRange right_rows) {
  RowPair best{RowIndex{left_rows.first}, RowIndex{right_rows.first}};
  if (left_rows.end - left_rows.first == 1 && right_rows.end - right_rows.first == 1) return best;
  Dice highest;
  for (std::uint32_t l = left_rows.first; l < left_rows.end; ++l) {
    for (std::uint32_t r = right_rows.first; r < right_rows.end; ++r) {
      const RowPair rows{RowIndex{l}, RowIndex{r}};
      const Dice dice = dice_of(left, rows.left, right, rows.right);
      if (dice > highest) {
        highest = dice;
        best = rows;
      }
    }
  }
  return best;
}

}  // namespace tally::linker
