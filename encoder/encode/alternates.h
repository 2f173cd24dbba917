// Rows of equal reference are one record: aliases, a former surname, an earlier address.
#pragma once

#include <cstdint>
#include <vector>

#include "common/byte_stream.h"
#include "common/bytes.h"
#include "common/ids.h"
#include "common/result.h"

namespace tally::encoder {

// Counts the rows of each record as rows come in the order of their references.
class RecordRows {
 public:
  explicit RecordRows(std::uint32_t most) : most_(most) {}

  // Takes the next row; true if it begins another record.
  bool take(ByteView row);
  // Whether the record had all the rows it may have before the one taken last.
  bool too_many() const { return rows_ > most_; }

 private:
  std::uint32_t most_;
  Reference reference_;
  std::uint64_t rows_ = 0;  // of the record so far
};

// Writes the rows of each record in the order of their bytes, so that theirs in the source does not
// show: (add* write)*
class AlternatesWriter {
 public:
  // most: rows of one record.
  AlternatesWriter(const ByteSink& sink, std::size_t row_size, std::uint32_t most);

  void add(ByteView row);
  Status write();

 private:
  const ByteSink& sink_;  // outlives this
  std::size_t row_size_;
  Bytes rows_;                   // with room for the most
  std::vector<ByteView> added_;  // in rows_
};

}  // namespace tally::encoder
