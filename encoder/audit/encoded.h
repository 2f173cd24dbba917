// People -> the rows that a linker would get, under a throwaway key that lives only here.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "common/bytes.h"
#include "encoder/audit/linear.h"
#include "encoder/record/record.h"
#include "protocol/agreement/encodings.h"

namespace tally::encoder {

struct EncodedRows {
  RowLayout layout;
  std::size_t count = 0;
  Bytes bytes;  // count x layout.row_size

  ByteView cell(std::size_t row, const RowLayout::Slot& slot) const {
    return ByteView(bytes).subspan(row * layout.row_size + slot.offset, slot.size);
  }
};

inline constexpr std::uint64_t kOwnKey = 0;  // of the attacker; the file's keys are 1, 2, 3 ...
// key: numbers the throwaway secrets of one seed.
EncodedRows encode_people(const Agreement& agreement, const Dataset& dataset,
                          std::span<const StandardRecord> people, std::uint64_t seed,
                          std::uint64_t key, unsigned threads);

// A filter's bits of all rows, as 0 and 1.
Matrix bits_of(const EncodedRows& rows, const RowLayout::Slot& filter);

// The rows that have a bit, for each bit of a filter; 64 rows to a word.
using RowSet = std::vector<std::uint64_t>;
std::vector<RowSet> row_sets(const EncodedRows& rows, const RowLayout::Slot& filter);
std::size_t count_of(const RowSet& set);
std::size_t count_of_both(const RowSet& a, const RowSet& b);

}  // namespace tally::encoder
