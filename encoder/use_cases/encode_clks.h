// Encodes a CSV of people as CLKs for anonlink, by a clkhash linkage schema.
#pragma once

#include <cstdint>
#include <string>

#include "common/overwrite.h"
#include "common/progress.h"
#include "encoder/clkhash/clk.h"

namespace tally::encoder {

struct EncodeClksRequest {
  std::string schema;  // path
  std::string
      secret;         // path of the holders' shared secret; one final line ending is not part of it
  std::string input;  // path of a CSV with the schema's columns
  std::string out;    // gets anonlink's JSON
  clkhash::Header header;
  clkhash::Validation validation;
  Overwrite overwrite = Overwrite::no;
  Progress& progress;
};

struct EncodeClksOutcome {
  std::uint64_t rows;
};

Result<EncodeClksOutcome> encode_clks(const EncodeClksRequest& request);

}  // namespace tally::encoder
