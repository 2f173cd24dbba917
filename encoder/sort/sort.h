// Sorts any number of rows by their references, in bounded memory. The order of the file must not
// leave the holder.
//
//   add* finish next*      and again: rewind next*
//
// An external merge sort. Rows fill a buffer that is allocated at the start, so that few rows take
// as much memory as many. A full buffer is sorted and written to an encrypted scratch file as a
// run. The runs are merged through the same buffer. Rows that fit in the buffer never touch the
// disk.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "common/result.h"
#include "encoder/sort/runs.h"

namespace tally::encoder {

class RowSorter {
 public:
  static constexpr std::size_t kBudget = std::size_t{16} << 20;  // bytes of rows in memory

  // Scratch files go to the folder. A row has row_size bytes, with its reference in front.
  RowSorter(std::string folder, std::size_t row_size, std::size_t budget = kBudget);

  // The row consists of its parts, one after another; the first part begins with the reference.
  // local_id has at most kMaxLocalId bytes.
  Status add(std::initializer_list<ByteView> parts, std::uint64_t line, std::string_view local_id);
  Status finish();

  // Moves to the next row, in the order of reference, then line, then adding; false at the end.
  Result<bool> next();
  // Goes back before the first row.
  Status rewind();

  // About the current row, valid until the next move.
  ByteView row() const { return {current_, shape_.row_size}; }
  std::uint64_t line() const;
  std::string_view local_id() const;

 private:
  const std::uint8_t* entry(std::size_t i) const { return buffer_.data() + i * shape_.entry_size; }
  void sort_buffer();
  Status spill();
  Status join_runs();

  const std::string folder_;
  const EntryShape shape_;
  Bytes buffer_;
  // An entry of buffer_, and its first bytes, so that most comparisons do not read the entry.
  struct Ordered {
    std::uint64_t begins;
    std::uint32_t entry;
  };
  std::vector<Ordered> order_;      // of the entries in buffer_
  std::uint64_t added_ = 0;         // rows
  std::size_t position_ = 0;        // in order_, if there are no runs
  std::optional<SortedRuns> runs_;  // the runs on disk, if any
  const std::uint8_t* current_ = nullptr;
};

}  // namespace tally::encoder
