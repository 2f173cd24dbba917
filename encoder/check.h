// What a holder should know of an export before encoding it: bad data is mended only at its source.
// Reads the file once, in bounded memory. No value leaves here, only counts.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "common/progress.h"
#include "common/result.h"
#include "encoder/distinct.h"
#include "encoder/mapping.h"
#include "encoder/record_reader.h"
#include "encoder/rejects.h"

namespace tally::encoder {

struct FieldQuality {
  bool supplied = false;                 // the source has the column
  std::array<std::uint64_t, 4> cells{};  // by CellState
  DistinctCounter values;                // of those present, owned by local_id
  std::uint64_t in(CellState state) const { return cells[static_cast<std::size_t>(state)]; }
};

struct Quality {
  std::uint64_t rows = 0;  // all, the rejected ones too; without alternates
  std::uint64_t alternates = 0;
  RejectCounts rejected{};
  PerField<FieldQuality> fields;
  DistinctCounter local_ids;            // owned by line
  std::uint64_t unusual_postcodes = 0;  // not of the United Kingdom's shape
  std::uint64_t impossible_dates = 0;   // month 86, 31 February
  std::uint64_t partial_dates = 0;      // some part unknown
  std::uint64_t temporary_upns = 0;     // hold in one school for one year
  MappingCounts mapping;
  std::vector<std::string> remarks;  // of the source, on how it was read

  std::uint64_t usable_rows() const;
};

// Reads to the end. Progress is told the bytes read; may be null. Errors: those of RecordReader.
Result<Quality> check(RecordReader& reader, Progress* progress);

}  // namespace tally::encoder
