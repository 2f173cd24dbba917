// Rows in the order of their references, however many there are, in bounded memory: file order must
// not leave the holder.
//
//   add* finish next*      and again: rewind next*
//
// An external merge sort. Rows fill a buffer that is there from the start, so that few rows take as
// much memory as many; a full one is sorted and put in an encrypted scratch file as a run; the runs
// are merged through the same buffer. What fits in the buffer never touches the disk.
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

  // Scratch goes to the folder. A row is row_size bytes, its reference in front.
  RowSorter(std::string folder, std::size_t row_size, std::size_t budget = kBudget);

  // The row is its parts one after another; the reference is in the first. local_id is at most
  // kMaxLocalId bytes.
  Status add(std::initializer_list<ByteView> parts, std::uint64_t line, std::string_view local_id);
  Status finish();

  // Moves to the next row by reference, then line, then as they were added; false at the end.
  Result<bool> next();
  // Back before the first row.
  Status rewind();

  // Of the current row, until it moves.
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
  // An entry of buffer_, and how it begins: most comparisons go without a look at the entry.
  struct Ordered {
    std::uint64_t begins;
    std::uint32_t entry;
  };
  std::vector<Ordered> order_;      // of the entries in buffer_
  std::uint64_t added_ = 0;         // rows
  std::size_t position_ = 0;        // in order_, when nothing was spilled
  std::optional<SortedRuns> runs_;  // what was spilled
  const std::uint8_t* current_ = nullptr;
};

}  // namespace tally::encoder
