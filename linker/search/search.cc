#include "linker/search/search.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <numeric>
#include <utility>

#include "common/parallel.h"
#include "linker/search/search_block.h"

namespace tally::linker {
namespace {

// One thread's memory, and its work: the hits of a pair of blocks into the lists of both.
class Comparison {
 public:
  Comparison(const Kernel& kernel, Shape shape)
      : kernel_(kernel), shape_(shape), hits_(kPanelRows * kPanelRows) {
    found_.reserve(hits_.size());
  }

  // Within one side when left and right are the same.
  void compare(SearchOrder& left, std::size_t left_block, SearchOrder& right,
               std::size_t right_block);

 private:
  struct Found {
    std::uint32_t left, right;  // rows in their blocks
    std::uint32_t ratio;
  };
  void compare_panels(std::size_t left_panel, std::size_t right_panel);
  bool compares(std::uint32_t left, std::uint32_t right);
  void insert(SearchBlock& own, std::uint32_t Found::*own_row, SearchBlock& other,
              std::uint32_t Found::*other_row);

  const Kernel& kernel_;
  const Shape shape_;
  SearchBlock left_, right_;
  std::vector<Hit> hits_;
  std::vector<Found> found_;
};

void Comparison::compare(SearchOrder& left, std::size_t left_block, SearchOrder& right,
                         std::size_t right_block) {
  left_.load(left, left_block);
  right_.load(right, right_block);
  if (!may_hit(left_.range(), right_.range(), shape_)) return;
  left_.pack(shape_, kernel_.pack_left, kernel_.packed_words(shape_));
  right_.pack(shape_, kernel_.pack_right, kernel_.packed_words(shape_));
  const bool same = &left == &right && left_block == right_block;
  for (std::size_t l = 0; l < left_.panels(); ++l) {
    for (std::size_t r = same ? l : 0; r < right_.panels(); ++r)
      if (may_hit(left_.range_of_panel(l), right_.range_of_panel(r), shape_)) compare_panels(l, r);
  }
}

void Comparison::compare_panels(std::size_t left_panel, std::size_t right_panel) {
  const Panel left = left_.panel(left_panel);
  const Panel right = right_.panel(right_panel);
  const std::size_t count = kernel_.scan(shape_, left, right, hits_.data());
  found_.clear();
  for (const Hit& hit : std::span(hits_).first(count)) {
    const auto l = static_cast<std::uint32_t>(left_panel * kPanelRows + hit.left);
    const auto r = static_cast<std::uint32_t>(right_panel * kPanelRows + hit.right);
    if (!compares(l, r)) continue;
    const std::uint32_t total = left.popcounts[hit.left] + right.popcounts[hit.right];
    found_.push_back({l, r, ratio_of({hit.overlap, total})});
  }
  if (found_.empty()) return;
  insert(left_, &Found::left, right_, &Found::right);
  insert(right_, &Found::right, left_, &Found::left);
}

// Within one side each pair of rows counts once, and none within a record.
bool Comparison::compares(std::uint32_t left, std::uint32_t right) {
  if (&left_.order() != &right_.order()) return true;
  const std::size_t l = left_.first() + left;
  const std::size_t r = right_.first() + right;
  return l < r && left_.order()[l].record != right_.order()[r].record;
}

// The rows found lie in one panel of each block.
void Comparison::insert(SearchBlock& own, std::uint32_t Found::*own_row, SearchBlock& other,
                        std::uint32_t Found::*other_row) {
  TopLists& lists = own.order().lists();
  const std::lock_guard hold(lists.lock(own.first() + found_.front().*own_row));
  for (const Found& found : found_) {
    const std::size_t place = own.first() + found.*own_row;
    const std::uint32_t record = other.order()[other.first() + found.*other_row].record;
    lists.insert(place, key_of(found.ratio, record));
    own.set_bound(found.*own_row, lists.bound(place));
  }
}

// Pairs of blocks, nearest popcounts first, so that bounds are high when the far ones come and most
// of those can be left out; neighbours in the list share no block.
using BlockPairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

BlockPairs block_pairs(std::size_t left, std::size_t right) {
  BlockPairs pairs;
  pairs.reserve(left * right);
  for (std::size_t step = 0; step < right; ++step) {
    const std::size_t away = step % 2 == 1 ? (step + 1) / 2 : right - step / 2;  // 0 1 -1 2 -2 ...
    for (std::size_t l = 0; l < left; ++l) pairs.emplace_back(l, (l * right / left + away) % right);
  }
  return pairs;
}

BlockPairs block_pairs_within(std::size_t blocks) {
  BlockPairs pairs;
  pairs.reserve(blocks * (blocks + 1) / 2);
  for (std::size_t away = 0; away < blocks; ++away)
    for (std::size_t l = 0; l + away < blocks; ++l) pairs.emplace_back(l, l + away);
  return pairs;
}

void compare_all(SearchOrder& left, SearchOrder& right, const BlockPairs& pairs,
                 const Kernel& kernel, unsigned threads, Progress* progress) {
  if (pairs.empty()) return;
  const std::uint32_t bits = left.rows().clks.bits();
  assert(bits == right.rows().clks.bits() && bits <= 32768);
  std::vector<Comparison> comparisons(std::max(threads, 1U), Comparison(kernel, shape_of(bits)));
  std::atomic<std::uint64_t> done{0};
  const auto steps = [&](std::uint64_t tasks) { return tasks * kSearchSteps / pairs.size(); };
  parallel_for(pairs.size(), threads, [&](std::size_t task, unsigned thread) {
    comparisons[thread].compare(left, pairs[task].first, right, pairs[task].second);
    const std::uint64_t before = done++;
    if (progress != nullptr) progress->advance(steps(before + 1) - steps(before));
  });
}

// Pairs of records, by their places in SearchRows::records: [begin[l], begin[l + 1]) of rights
// belong to left record l, ascending.
struct RecordPairs {
  std::vector<std::size_t> begin;
  std::vector<std::uint32_t> rights;
};

// for_each calls what it is given with each pair, and calls the same ones each time; repeats are
// dropped.
template <class ForEach>
RecordPairs collect(std::size_t left_records, ForEach for_each) {
  RecordPairs pairs{std::vector<std::size_t>(left_records + 2), {}};
  std::vector<std::size_t>& begin = pairs.begin;
  std::vector<std::uint32_t>& rights = pairs.rights;
  for_each([&](std::uint32_t left, std::uint32_t) { ++begin[left + 2]; });
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  rights.resize(begin.back());
  for_each([&](std::uint32_t left, std::uint32_t right) { rights[begin[left + 1]++] = right; });
  begin.pop_back();  // each has moved to the end of its own, the begin of the next
  auto kept = rights.begin();
  for (std::size_t l = 0; l < left_records; ++l) {
    const auto first = rights.begin() + static_cast<std::ptrdiff_t>(begin[l]);
    const auto last = rights.begin() + static_cast<std::ptrdiff_t>(begin[l + 1]);
    std::sort(first, last);
    begin[l] = static_cast<std::size_t>(kept - rights.begin());
    kept = std::copy(first, std::unique(first, last), kept);
  }
  begin[left_records] = static_cast<std::size_t>(kept - rights.begin());
  rights.erase(kept, rights.end());
  return pairs;
}

// Calls take(record, other) for all that the side's lists hold.
template <class Take>
void for_each_listed(const SearchOrder& order, Take take) {
  for (std::size_t place = 0; place < order.size(); ++place) {
    for (const std::uint64_t key : order.lists().list(place))
      if (key != 0) take(order[place].record, record_of(key));
  }
}

RecordPairs best_pairs(const SearchRows& left_rows, const SearchRows& right_rows,
                       const Kernel& kernel, unsigned threads, Progress* progress) {
  SearchOrder left(left_rows);
  SearchOrder right(right_rows);
  compare_all(left, right,
              block_pairs(SearchBlock::blocks(left.size()), SearchBlock::blocks(right.size())),
              kernel, threads, progress);
  left.join_alternates();
  right.join_alternates();
  return collect(left_rows.records.size(), [&](auto take) {
    for_each_listed(left, take);
    for_each_listed(right, [&](std::uint32_t r, std::uint32_t l) { take(l, r); });
  });
}

RecordPairs best_pairs_within(const SearchRows& rows, const Kernel& kernel, unsigned threads,
                              Progress* progress) {
  SearchOrder order(rows);
  compare_all(order, order, block_pairs_within(SearchBlock::blocks(order.size())), kernel, threads,
              progress);
  order.join_alternates();
  return collect(rows.records.size(), [&](auto take) {
    for_each_listed(
        order, [&](std::uint32_t x, std::uint32_t y) { take(std::min(x, y), std::max(x, y)); });
  });
}

CandidatePair best_rows(const SearchRows& left, const SearchRows::Record& l,
                        const SearchRows& right, const SearchRows::Record& r) {
  CandidatePair best{l.record, r.record, {}, {}, {}};
  for (std::uint32_t i = l.first_row; i < l.end_row; ++i) {
    for (std::uint32_t j = r.first_row; j < r.end_row; ++j) {
      const Dice dice{overlap(left.clks[i], right.clks[j]),
                      std::max(1U, left.popcounts[i] + right.popcounts[j])};
      if (dice > best.similarity) best = {l.record, r.record, RowIndex{i}, RowIndex{j}, dice};
    }
  }
  return best;
}

SearchRows rows_of(const SearchSide& side) {
  SearchRows rows{side.column.clks, side.column.popcounts, {}};
  rows.records.reserve(side.records.size());
  for (const RecordIndex record : side.records) {
    rows.records.push_back(
        {record, side.submission.first_row(at(record)), side.submission.first_row(at(record) + 1)});
  }
  return rows;
}

}  // namespace

void Candidates::read(std::size_t first, std::span<CandidatePair> out) const {
  // The left record of the first pair: the last that begins at or before it.
  auto next = std::upper_bound(begin_.begin(), begin_.end(), first);
  for (std::size_t i = first; i < first + out.size(); ++i) {
    while (next != begin_.end() && *next <= i) ++next;
    const auto l = static_cast<std::size_t>(next - begin_.begin()) - 1;
    out[i - first] = best_rows(left_, left_.records[l], right_, right_.records[rights_[i]]);
  }
}

Candidates search(SearchRows left, SearchRows right, const Kernel& kernel, unsigned threads,
                  Progress* progress) {
  RecordPairs pairs = best_pairs(left, right, kernel, threads, progress);
  return {std::move(left), std::move(right), std::move(pairs.begin), std::move(pairs.rights)};
}

Candidates search_within(const SearchRows& side, const Kernel& kernel, unsigned threads,
                         Progress* progress) {
  RecordPairs pairs = best_pairs_within(side, kernel, threads, progress);
  return {side, side, std::move(pairs.begin), std::move(pairs.rights)};
}

Candidates search(const SearchSide& left, const SearchSide& right, const Kernel& kernel,
                  unsigned threads, Progress* progress) {
  return search(rows_of(left), rows_of(right), kernel, threads, progress);
}

Candidates search_within(const SearchSide& side, const Kernel& kernel, unsigned threads,
                         Progress* progress) {
  return search_within(rows_of(side), kernel, threads, progress);
}

}  // namespace tally::linker
