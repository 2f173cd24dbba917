// evaluate: study ids against a known truth, pair by pair of files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/result.h"

namespace tally::linker {

// Pairs of records, between two files or within one.
struct PairCounts {
  std::uint64_t matches = 0;  // the truth says they are one person
  std::uint64_t links = 0;    // they have one study id
  std::uint64_t correct = 0;  // both

  PairCounts& operator+=(const PairCounts& other);
};

struct Evaluation {
  struct Row {
    std::string left;
    std::string right;  // empty: within the left file
    std::string group;  // of the left record; empty: of all
    PairCounts pairs;
  };
  // Pairs of files in the order given, each followed by its groups; then single files within
  // themselves: files in which the truth or the study ids have a person more than once, or the only
  // file.
  std::vector<Row> rows;
  PairCounts between;              // all pairs of files together
  std::uint64_t not_in_truth = 0;  // records of the ids files, left out
  std::uint64_t not_in_ids =
      0;  // records that the truth has of these files, but the ids files do not
};

// truth: CSV with the columns file, local_id, person. ids: CSVs called FILE.ids.csv with the
// columns local_id, study_id; FILE is the truth's `file`. Columns can be in any order; other
// columns are ignored. malformed: a column missing, a record given twice, an empty cell, a file
// that the truth does not have. by: another column of the truth; pairs of files are also scored by
// its value for the left record, with numbers in numeric order. usage: two ids files of one name, a
// name that does not end in .ids.csv.
Result<Evaluation> evaluate(const std::string& truth, const std::vector<std::string>& ids,
                            const std::optional<std::string>& by = {});

// part / whole to four decimals, rounded half up; "-" when whole is 0.
std::string print_share(std::uint64_t part, std::uint64_t whole);

}  // namespace tally::linker
