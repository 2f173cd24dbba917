// Rows with the same reference are one record: aliases, a former surname, an earlier address.
#pragma once

#include <cstdint>
#include <vector>

#include "common/byte_stream.h"
#include "common/bytes.h"
#include "common/result.h"
#include "encoder/hash/harden.h"

namespace tally::encoder {

// Writes the rows of each record in the order of their bytes, so that their order in the source
// does not show: add* finish, with the rows of a record one after another.
class AlternatesWriter {
 public:
  // most: the most rows of one record. The sink must outlive this.
  AlternatesWriter(const ByteSink& sink, std::size_t row_size, std::uint32_t most);

  Status add(const HardenedRow& row);
  Status finish() { return write(); }

 private:
  bool is_of_same_record(ByteView row) const;
  Status write();

  const ByteSink& sink_;
  std::size_t row_size_;
  Bytes rows_;                   // with room for the most
  std::vector<ByteView> added_;  // in rows_: of one record
};

}  // namespace tally::encoder
