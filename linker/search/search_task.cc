#include "linker/search/search_task.h"

#include <algorithm>
#include <span>
#include <utility>

namespace tally::linker {
namespace {

constexpr std::uint32_t kHighestBound = 1U << 15;  // of a shift of 16

// Whether a pair of this Dice is a hit at the lower of two bounds.
bool may_hit(Dice highest, std::uint32_t left_bound, std::uint32_t right_bound, Shape shape) {
  return highest.overlap << shape.shift >= std::min(left_bound, right_bound) * highest.total;
}

}  // namespace

RowOrder order_of(const SearchRows& rows) {
  std::vector<RowOrder::Entry> entries;
  for (std::uint32_t record = 0; record < rows.records.size(); ++record) {
    const RowRange of_record = rows.records[record].rows;
    for (std::uint32_t row = of_record.first; row < of_record.end; ++row)
      entries.push_back({row, record, rows.filters.popcounts[row]});
  }
  return RowOrder(std::move(entries));
}

BestLists::BestLists(const Plan& plan) : plan_(plan) {
  const auto add = [&](const RowOrder& order) {
    sides_.push_back({TopLists(order.size()), std::vector<std::mutex>(order.blocks())});
  };
  add(plan.left());
  if (!plan.is_within()) add(plan.right());
}

SearchPart BestLists::part(Task task) {
  return {task, part(sides_.front(), plan_.left(), task.left),
          part(sides_.back(), plan_.right(), task.right)};
}

void BestLists::merge(const SearchPart& part) {
  merge(sides_.front(), part.task.left, part.left);
  merge(sides_.back(), part.task.right, part.right);
}

TopLists BestLists::part(Side& side, const RowOrder& order, std::size_t block) {
  const Span places = order.places_of_block(block);
  const std::lock_guard hold(side.locks[block]);
  return side.lists.part(places.begin, places.size());
}

void BestLists::merge(Side& side, std::size_t block, const TopLists& lists) {
  const std::lock_guard hold(side.locks[block]);
  side.lists.merge(block * kBlockRows, lists);
}

void TaskSearch::Block::load(std::size_t block, TopLists& lists) {
  places_ = order_.places_of_block(block);
  panels_ = order_.panels_of_block(block);
  lists_ = &lists;
  for (std::size_t p = 0; p < panels_.size(); ++p) {
    for (std::size_t r = 0; r < kPanelRows; ++r) {
      const std::size_t row = p * kPanelRows + r;
      const bool fills_up = row >= places_.size();
      popcounts_[p].of[r] = fills_up ? 1 : order_[places_.begin + row].popcount;
      bounds_[p].of[r] = fills_up ? kHighestBound : lists.bound(row);  // never the least
    }
  }
}

void TaskSearch::Block::pack(const Kernel& kernel, PackedPanels::Pack with, Shape shape) {
  packed_.resize(kBlockPanels, kernel.packed_words(shape));
  std::array<const std::uint64_t*, kPanelRows> rows;
  for (std::size_t p = panels_.begin; p < panels_.end; ++p) {
    const Span places = order_.places_of_panel(p);
    for (std::size_t r = 0; r < places.size(); ++r)
      rows[r] = rows_.filters.clks[order_[places.begin + r].row].data();
    packed_.pack(p - panels_.begin, with, shape, std::span(rows).first(places.size()));
  }
}

Panel TaskSearch::Block::panel(std::size_t panel) const {
  const std::size_t p = panel - panels_.begin;
  return {packed_[p], popcounts_[p].of, bounds_[p].of};
}

std::uint32_t TaskSearch::Block::least_bound(std::size_t panel) const {
  std::uint32_t least = kHighestBound;
  for (const std::uint32_t bound : bounds_[panel - panels_.begin].of)
    least = std::min(least, bound);
  return least;
}

std::uint32_t TaskSearch::Block::least_bound() const {
  std::uint32_t least = kHighestBound;
  for (std::size_t p = panels_.begin; p < panels_.end; ++p) least = std::min(least, least_bound(p));
  return least;
}

void TaskSearch::Block::insert(std::size_t place, std::uint64_t key) {
  const std::size_t row = place - places_.begin;
  lists_->insert(row, key);
  bounds_[row / kPanelRows].of[row % kPanelRows] = lists_->bound(row);
}

TaskSearch::TaskSearch(const SearchRows& left, const SearchRows& right, const Plan& plan,
                       const Kernel& kernel)
    : plan_(plan),
      kernel_(kernel),
      shape_(shape_of(left.filters.clks.bits())),
      left_(left, plan.left()),
      right_(right, plan.right()),
      hits_(kPanelRows * kPanelRows) {}

SearchPart TaskSearch::run(SearchPart known) {
  SearchPart part = std::move(known);
  left_.load(part.task.left, part.left);
  right_.load(part.task.right, part.right);
  const Dice highest = highest_dice(left_.popcounts(), right_.popcounts());
  if (!may_hit(highest, left_.least_bound(), right_.least_bound(), shape_)) return part;
  left_.pack(kernel_, kernel_.pack_left, shape_);
  right_.pack(kernel_, kernel_.pack_right, shape_);
  plan_.for_each_panel_pair(part.task, [&](std::size_t l, std::size_t r) { compare(l, r); });
  return part;
}

void TaskSearch::compare(std::size_t left_panel, std::size_t right_panel) {
  const Dice highest = highest_dice(left_.popcounts(left_panel), right_.popcounts(right_panel));
  if (!may_hit(highest, left_.least_bound(left_panel), right_.least_bound(right_panel), shape_))
    return;
  const std::size_t count =
      kernel_.scan(shape_, left_.panel(left_panel), right_.panel(right_panel), hits_.data());
  std::size_t pairs = 0;
  for (const Hit& hit : std::span(hits_).first(count)) {
    const std::size_t l = left_panel * kPanelRows + hit.left;
    const std::size_t r = right_panel * kPanelRows + hit.right;
    if (!is_pair(l, r)) continue;
    hits_[pairs++] = {hit.left, hit.right,
                      ratio_of({hit.overlap, left_[l].popcount + right_[r].popcount})};
  }
  insert(left_, left_panel, &Hit::left, right_, right_panel, &Hit::right, pairs);
  insert(right_, right_panel, &Hit::right, left_, left_panel, &Hit::left, pairs);
}

void TaskSearch::insert(Block& own, std::size_t own_panel, std::uint16_t Hit::*own_row,
                        const Block& other, std::size_t other_panel, std::uint16_t Hit::*other_row,
                        std::size_t pairs) {
  for (const Hit& pair : std::span(hits_).first(pairs)) {
    const std::uint32_t record = other[other_panel * kPanelRows + pair.*other_row].record;
    own.insert(own_panel * kPanelRows + pair.*own_row, key_of(pair.overlap, record));
  }
}

// Within one side, each pair of rows counts once, and pairs within a record do not count.
bool TaskSearch::is_pair(std::size_t left, std::size_t right) const {
  return !plan_.is_within() || (left < right && left_[left].record != right_[right].record);
}

}  // namespace tally::linker
