// Search: for each record its ten most similar records of the other side by Dice of one filter
// column, both ways, exact over all pairs of rows; every pair of rows is evaluated once. The inner
// loop is a kernel (kernels/kernel.h).
//
// The result is the same for any kernel and number of threads: the ten best are the first ten in
// the order Dice descending, then record ascending (records are in order of reference).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "common/dice.h"
#include "common/ids.h"
#include "common/progress.h"
#include "linker/kernels/kernel.h"
#include "linker/submission.h"

namespace tally::linker {

// Some records of a submission seen through one filter column. Rows whose filter is empty never
// match.
struct SearchSide {
  const Submission& submission;
  const FilterColumn& column;
  std::vector<RecordIndex> records;  // that take part, ascending
};

// A pair of records, by its row pair of highest similarity (ties: lowest left row, then right row).
struct CandidatePair {
  RecordIndex left;
  RecordIndex right;
  RowIndex left_row;
  RowIndex right_row;
  Dice similarity;
};

inline constexpr std::uint32_t kTop = 10;  // reference: docs/references.md [linkage-study]

// What search makes of a Progress: give it this total.
inline constexpr std::uint64_t kSearchSteps = 1000;

// The union of both directions, each pair once, ordered by left then right. A pair without a common
// bit is none.
std::vector<CandidatePair> search(const SearchSide& left, const SearchSide& right,
                                  const Kernel& kernel, unsigned threads,
                                  Progress* progress = nullptr);

// The same within one side: itself excluded, left < right.
std::vector<CandidatePair> search_within(const SearchSide& side, const Kernel& kernel,
                                         unsigned threads, Progress* progress = nullptr);

// The same for rows that are not in a submission.
struct SearchRows {
  struct Record {
    RecordIndex record;
    std::uint32_t first_row, end_row;  // its rows, of which empty ones are left out
  };
  const ClkTable& clks;                      // of at most 32768 bits, both sides alike
  std::span<const std::uint32_t> popcounts;  // one a row
  std::vector<Record> records;               // that take part, ascending
};
std::vector<CandidatePair> search(const SearchRows& left, const SearchRows& right,
                                  const Kernel& kernel, unsigned threads,
                                  Progress* progress = nullptr);
std::vector<CandidatePair> search_within(const SearchRows& side, const Kernel& kernel,
                                         unsigned threads, Progress* progress = nullptr);

}  // namespace tally::linker
