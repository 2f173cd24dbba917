#include "linker/receive/submission.h"

#include <algorithm>

namespace tally::linker {

const FilterColumn* Submission::filter(std::string_view column) const {
  const auto found = std::ranges::find(filters_, column, &FilterColumn::name);
  return found == filters_.end() ? nullptr : &*found;
}

const TokenColumn* Submission::tokens(std::string_view column) const {
  const auto found = std::ranges::find(tokens_, column, &TokenColumn::name);
  return found == tokens_.end() ? nullptr : &*found;
}

const BandColumn* Submission::bands(std::string_view column) const {
  const auto found = std::ranges::find(bands_, column, &BandColumn::name);
  return found == bands_.end() ? nullptr : &*found;
}

void BandColumn::place(std::size_t row, ByteView cell) {
  there[row] = std::ranges::any_of(cell, [](std::uint8_t byte) { return byte != 0; });
  for (std::size_t band = 0; band < bands; ++band) {
    std::memcpy(values.data() + (band * rows + row) * size, cell.data() + band * size, size);
  }
}

}  // namespace tally::linker
