#include "linker/search/search.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "linker/search/search_task.h"

namespace tally::linker {
namespace {

// Runs all tasks. Each begins with the results of earlier tasks, so that it can leave out more
// pairs.
BestLists search_all(const SearchRows& left, const SearchRows& right, const Plan& plan,
                     const Kernel& kernel, unsigned threads, Progress* progress) {
  BestLists best(plan);
  if (plan.tasks().empty()) return best;
  assert(left.filters.clks.bits() == right.filters.clks.bits() &&
         left.filters.clks.bits() <= 32768);
  std::vector<TaskSearch> searches(std::max(threads, 1U), TaskSearch(left, right, plan, kernel));
  run_tasks(plan, threads, progress, kSearchSteps, [&](std::size_t task, unsigned thread) {
    best.merge(searches[thread].run(best.part(plan.tasks()[task])));
  });
  return best;
}

// Merges the lists of a record's rows into the list of its first row, and empties the others.
void join_alternates(const SearchRows& rows, const RowOrder& order, TopLists& lists) {
  constexpr std::uint32_t kNone = 0xFFFF'FFFF;
  std::vector<std::uint32_t> first_place(rows.records.size(), kNone);
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    std::uint32_t& first = first_place[order[place].record];
    if (first == kNone) {
      first = place;
    } else {
      lists.move(place, first);
    }
  }
}

// Pairs of records, by their places in SearchRows::records: [begin[l], begin[l + 1]) of rights
// belong to left record l, ascending.
struct RecordPairs {
  std::vector<std::size_t> begin;
  std::vector<std::uint32_t> rights;
};

// for_each calls its argument with each pair, the same pairs each time. Repeated pairs are dropped.
template <class ForEach>
RecordPairs collect(std::size_t left_records, ForEach for_each) {
  RecordPairs pairs{std::vector<std::size_t>(left_records + 2), {}};
  std::vector<std::size_t>& begin = pairs.begin;
  std::vector<std::uint32_t>& rights = pairs.rights;
  for_each([&](std::uint32_t left, std::uint32_t) { ++begin[left + 2]; });
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  rights.resize(begin.back());
  for_each([&](std::uint32_t left, std::uint32_t right) { rights[begin[left + 1]++] = right; });
  begin.pop_back();  // each has moved to its end, where the next one begins
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

// Calls take(record, other) for all entries of a side's lists.
template <class Take>
void for_each_listed(const RowOrder& order, const TopLists& lists, Take take) {
  for (std::size_t place = 0; place < order.size(); ++place) {
    for (const std::uint64_t key : lists.list(place))
      if (key != 0) take(order[place].record, record_of(key));
  }
}

RecordPairs best_pairs(const SearchRows& left, const SearchRows& right, const Kernel& kernel,
                       unsigned threads, Progress* progress) {
  const Plan plan = Plan::between(order_of(left), order_of(right));
  BestLists best = search_all(left, right, plan, kernel, threads, progress);
  join_alternates(left, plan.left(), best.left());
  join_alternates(right, plan.right(), best.right());
  return collect(left.records.size(), [&](auto take) {
    for_each_listed(plan.left(), best.left(), take);
    for_each_listed(plan.right(), best.right(),
                    [&](std::uint32_t r, std::uint32_t l) { take(l, r); });
  });
}

RecordPairs best_pairs_within(const SearchRows& rows, const Kernel& kernel, unsigned threads,
                              Progress* progress) {
  const Plan plan = Plan::within(order_of(rows));
  BestLists best = search_all(rows, rows, plan, kernel, threads, progress);
  join_alternates(rows, plan.left(), best.left());
  return collect(rows.records.size(), [&](auto take) {
    for_each_listed(plan.left(), best.left(), [&](std::uint32_t x, std::uint32_t y) {
      take(std::min(x, y), std::max(x, y));
    });
  });
}

CandidatePair candidate(const SearchRows& left, const SearchRows::Record& l,
                        const SearchRows& right, const SearchRows::Record& r) {
  const RowPair best = best_rows(left.filters, l.rows, right.filters, r.rows);
  return {l.record, r.record, best.left, best.right,
          dice_of(left.filters, best.left, right.filters, best.right)};
}

SearchRows rows_of(const SearchSide& side) {
  SearchRows rows{side.filters(), {}};
  rows.records.reserve(side.records.size());
  for (const RecordIndex record : side.records) rows.records.push_back({record, side.rows(record)});
  return rows;
}

}  // namespace

void Candidates::read(std::size_t first, std::span<CandidatePair> out) const {
  // The left record of the first pair is the last record that begins at or before it.
  auto next = std::upper_bound(begin_.begin(), begin_.end(), first);
  for (std::size_t i = first; i < first + out.size(); ++i) {
    while (next != begin_.end() && *next <= i) ++next;
    const auto l = static_cast<std::size_t>(next - begin_.begin()) - 1;
    out[i - first] = candidate(left_, left_.records[l], right_, right_.records[rights_[i]]);
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
