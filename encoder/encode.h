// The pipeline: read -> standardise -> tokenise -> hash -> sort by reference -> write. Memory does
// not grow with the number of rows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "common/file.h"
#include "common/progress.h"
#include "common/result.h"
#include "encoder/record.h"
#include "protocol/agreement.h"
#include "protocol/identity.h"
#include "protocol/keys/secret.h"

namespace tally::encoder {

struct EncodeRequest {
  const Agreement& agreement;
  DatasetIndex dataset;
  const OwnKey& reference_key;
  const keys::Secret& secret;
  std::string input;
  std::optional<std::string> output;   // nothing: a dry run, which does all but write
  std::optional<std::string> rejects;  // CSV line,local_id,reason
  Overwrite overwrite = Overwrite::no;
  Progress* progress = nullptr;  // told the bytes read
};

struct EncodeSummary {
  std::uint64_t rows_read = 0;
  std::uint64_t rows_written = 0;
  std::uint64_t records_written = 0;  // fewer than rows where records have alternates
  std::array<std::uint64_t, 4> rejected{};  // by Reject
  PerField<std::array<std::uint64_t, 4>> cells;  // by CellState
};

// refused: the agreement's standardiser or Unicode data is not this software's; a field that a
// column of the data set needs is in no header column; nothing to encode.
Result<EncodeSummary> encode(const EncodeRequest& request);

}  // namespace tally::encoder
