#include "linker/search/search_block.h"

#include <algorithm>

namespace tally::linker {
namespace {

std::vector<SearchOrder::Entry> sorted_entries(const SearchRows& rows) {
  std::vector<SearchOrder::Entry> entries;
  for (std::uint32_t record = 0; record < rows.records.size(); ++record) {
    const auto& [index, first, end] = rows.records[record];
    for (std::uint32_t row = first; row < end; ++row)
      if (rows.popcounts[row] != 0) entries.push_back({row, record});
  }
  std::sort(entries.begin(), entries.end(), [&](const auto& x, const auto& y) {
    return std::pair(rows.popcounts[x.row], x.row) < std::pair(rows.popcounts[y.row], y.row);
  });
  return entries;
}

}  // namespace

SearchOrder::SearchOrder(const SearchRows& rows)
    : rows_(rows), entries_(sorted_entries(rows)), lists_(entries_.size()) {}

void SearchOrder::join_alternates() {
  constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  std::vector<std::uint32_t> first_place(rows_.records.size(), kNone);
  for (std::uint32_t place = 0; place < size(); ++place) {
    std::uint32_t& first = first_place[entries_[place].record];
    if (first == kNone) {
      first = place;
    } else {
      lists_.move(place, first);
    }
  }
}

void SearchBlock::load(SearchOrder& order, std::size_t block) {
  order_ = &order;
  first_ = block * kRows;
  rows_ = std::min(kRows, order.size() - first_);
  popcounts_.fill(1);
  bounds_.fill(1);
  for (std::size_t p = 0; p < panels(); ++p) {
    const std::lock_guard hold(order.lists().lock(first_ + p * kPanelRows));
    const std::size_t end = std::min(rows_, (p + 1) * kPanelRows);
    for (std::size_t row = p * kPanelRows; row < end; ++row) {
      popcounts_[row] = order.popcount(first_ + row);
      bounds_[row] = order.lists().bound(first_ + row);
    }
  }
}

void SearchBlock::pack(Shape shape, Pack pack_panel, std::size_t packed_words) {
  lines_ = packed_words / 8;
  packed_.resize(kPanels * lines_);
  std::array<const std::uint64_t*, kPanelRows> rows;
  for (std::size_t p = 0; p < panels(); ++p) {
    const std::size_t begin = p * kPanelRows;
    const std::size_t count = std::min(kPanelRows, rows_ - begin);
    for (std::size_t r = 0; r < count; ++r) rows[r] = order_->clk(first_ + begin + r);
    pack_panel(shape, rows.data(), count, packed_[p * lines_].words);
  }
}

Panel SearchBlock::panel(std::size_t p) const {
  return {packed_[p * lines_].words, &popcounts_[p * kPanelRows], &bounds_[p * kPanelRows]};
}

SearchBlock::Range SearchBlock::range(std::size_t begin, std::size_t end) const {
  return {popcounts_[begin], popcounts_[end - 1],
          *std::min_element(bounds_.begin() + begin, bounds_.begin() + end)};
}

bool may_hit(const SearchBlock::Range& left, const SearchBlock::Range& right, Shape shape) {
  const bool left_has_fewer = left.highest < right.lowest;
  if (!left_has_fewer && right.highest >= left.lowest) return true;
  const std::uint32_t fewer = left_has_fewer ? left.highest : right.highest;
  const std::uint32_t more = left_has_fewer ? right.lowest : left.lowest;
  return fewer << shape.shift >= std::min(left.bound, right.bound) * (fewer + more);
}

}  // namespace tally::linker
