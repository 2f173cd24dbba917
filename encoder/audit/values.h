// Counts of a filter's values: how many differ, against the values in the clear.
#pragma once

#include <cstdint>
#include <span>

#include "encoder/audit/encoded.h"

namespace tally::encoder {

struct DifferentValues {
  std::uint64_t rows = 0;     // that are not empty
  std::uint64_t encoded = 0;  // different values
  std::uint64_t plain = 0;    // different values of the filter's fields together
  std::uint64_t unique = 0;   // rows that share their value with no other
};
DifferentValues count_different(const Column& column, const EncodedRows& rows,
                                const RowLayout::Slot& slot,
                                std::span<const StandardRecord> people);

// Values read by their ranks: the n-th most frequent value of the filter is the n-th of the
// register, where no other value of either is as frequent.
struct RankGuess {
  std::uint64_t claimed = 0;  // rows
  std::uint64_t right = 0;
};
RankGuess guess_by_rank(const Column& column, const EncodedRows& rows, const RowLayout::Slot& slot,
                        std::span<const StandardRecord> file,
                        std::span<const StandardRecord> people);

// How far the filter comes apart by equal columns.
struct Separation {
  std::uint64_t separated = 0;  // groups of at least two equal columns
  std::uint64_t tokens = 0;     // of these, exactly the rows of one token
};
Separation separate(const Column& column, const EncodedRows& rows, const RowLayout::Slot& slot,
                    std::span<const StandardRecord> file);

}  // namespace tally::encoder
