// The command clk: a CSV and a clkhash linkage schema -> the JSON file that anonlink reads, bit for
// bit as clkhash encodes them. docs/formats/clkhash.md.
#pragma once

#include <cstdint>
#include <string>

#include "common/bytes.h"
#include "common/overwrite.h"
#include "common/progress.h"
#include "common/result.h"
#include "encoder/clkhash/formats.h"
#include "encoder/clkhash/schema.h"

namespace tally::encoder::clkhash {

// The meaning of the CSV's first row.
enum class Header : std::uint8_t {
  check,   // the schema's identifiers
  ignore,  // other text, which is dropped
  none,    // a record
};

struct ClkRequest {
  Schema schema;
  ByteView secret;
  std::string input;
  std::string output;
  Header header = Header::check;
  Validation validation = Validation::yes;
  Overwrite overwrite = Overwrite::no;
  Progress* progress = nullptr;  // of the bytes read
};

// Writes the rows in the order of the file, in bounded memory, and returns their number. malformed:
// a bad row, with its line and, for a cell, its column; refused: the output exists.
Result<std::uint64_t> encode_clks(ClkRequest request);

}  // namespace tally::encoder::clkhash
