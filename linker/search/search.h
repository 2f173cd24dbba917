// Search: finds for each record its ten most similar records of the other side, by Dice of one
// filter column, in both directions. The result is exact over all pairs of rows; every pair of rows
// is evaluated once. The inner loop is a kernel (kernels/kernel.h).
//
// The result is the same for any kernel and number of threads: the ten best are the first ten when
// ordered by Dice descending, then by record ascending (records are in order of reference).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "common/dice.h"
#include "common/ids.h"
#include "common/progress.h"
#include "linker/kernels/kernel.h"
#include "linker/receive/participants.h"
#include "linker/search/best_rows.h"

namespace tally::linker {

// Some records of a submission seen through one filter column. Rows whose filter is empty never
// match.
struct SearchSide : Participants {
  const FilterColumn& column;

  Filters filters() const { return {column.clks, column.popcounts}; }
  RowRange rows(RecordIndex record) const {
    return {submission.first_row(at(record)), submission.first_row(at(record) + 1)};
  }
};

// A pair of records, by its row pair of highest similarity (ties: lowest left row, then right row).
struct CandidatePair {
  RecordIndex left;
  RecordIndex right;
  RowIndex left_row;
  RowIndex right_row;
  Dice similarity;
};

// The total of the Progress given to a search.
inline constexpr std::uint64_t kSearchSteps = 1000;

// Some rows of a table.
struct SearchRows {
  struct Record {
    RecordIndex record;
    RowRange rows;  // empty rows are left out
  };
  Filters filters;              // of at most 32768 bits, the same number on both sides
  std::vector<Record> records;  // that take part, ascending
};

// The candidates of a search: the union of both directions, each pair once, ordered by left, then
// right. Pairs without a common bit are left out. Reading a pair finds its best rows again: to keep
// them would take as much memory as the encodings. The memory that the sides view must outlive
// this.
class Candidates {
 public:
  std::size_t size() const { return rights_.size(); }
  // Reads pairs from `first` on, as many as out holds. Thread-safe.
  void read(std::size_t first, std::span<CandidatePair> out) const;

  // begin: [begin[l], begin[l + 1]) of rights belong to left.records[l]; rights are places in
  // right.records, ascending.
  Candidates(SearchRows left, SearchRows right, std::vector<std::size_t> begin,
             std::vector<std::uint32_t> rights)
      : left_(std::move(left)),
        right_(std::move(right)),
        begin_(std::move(begin)),
        rights_(std::move(rights)) {}

 private:
  SearchRows left_, right_;
  std::vector<std::size_t> begin_;
  std::vector<std::uint32_t> rights_;
};

Candidates search(const SearchSide& left, const SearchSide& right, const Kernel& kernel,
                  unsigned threads, Progress* progress = nullptr);

// The same within one side, without pairs of a record with itself; left < right.
Candidates search_within(const SearchSide& side, const Kernel& kernel, unsigned threads,
                         Progress* progress = nullptr);

// The same for rows that are not in a submission.
Candidates search(SearchRows left, SearchRows right, const Kernel& kernel, unsigned threads,
                  Progress* progress = nullptr);
Candidates search_within(const SearchRows& side, const Kernel& kernel, unsigned threads,
                         Progress* progress = nullptr);

}  // namespace tally::linker
