// The body of a submission: fixed-size rows of references, filters and tokens. Encoder and linker
// meet only in this format. Format, with a worked example: docs/formats/encodings.md.
//
//   header | conformance rows | rows, sorted by reference
//
// The length is exactly header + (conformance + rows) x row size, so a body has room for nothing
// else.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "common/byte_stream.h"
#include "common/bytes.h"
#include "common/result.h"
#include "protocol/agreement/agreement.h"
#include "protocol/agreement/band_score.h"

namespace tally {

using KeyCheck = Opaque<16, struct KeyCheckTag>;
using Token = Opaque<16, struct TokenTag>;  // all zero: missing, never compared

// Where the columns are in a row. A row has the 16 bytes of its reference, then its columns in the
// agreement's order: bits / 8 bytes for a filter, 16 for a token, bits / 8 for each band.
struct RowLayout {
  struct Slot {
    std::string name;
    Column::Kind kind;
    std::uint32_t bits;   // of a filter or of one band; 0 for a token
    std::uint32_t bands;  // of bands; else 0
    std::size_t offset;   // in the row
    std::size_t size;     // bytes
    friend bool operator==(const Slot&, const Slot&) = default;
  };
  std::vector<Slot> slots;
  std::size_t row_size = Reference::kSize;

  bool has_bands() const;
  static RowLayout of(const Encoding& encoding, const Dataset& dataset);
};

struct EncodingsHeader {
  Digest agreement;
  Digest encoding;
  ProjectId project;
  KeyCheck key_check;
  std::uint32_t standardiser = 0;
  std::string unicode;
  std::string dataset;
  RowLayout layout;
  // With bands, for each other data set of the agreement: over the columns that both supply.
  std::vector<Nearest> nearest;
  std::uint32_t conformance_rows = 0;
  std::uint64_t rows = 0;
};

inline constexpr std::uint64_t kMaxRows = 0xFFFF'FFFF;  // RowIndex is 32 bits
// The published people of docs/formats/conformance.md, in every submission.
inline constexpr std::uint32_t kConformanceRows = 54;

Bytes print_header(const EncodingsHeader& header);

// Reads a body from front to back. malformed: anything that does not follow the format, such as a
// length that differs from the header's or references out of order.
class EncodingsReader {
 public:
  static Result<EncodingsReader> open(const std::string& path);
  static Result<EncodingsReader> over(std::unique_ptr<ByteSource> source);

  const EncodingsHeader& header() const { return header_; }
  const std::string& path() const { return source_->path(); }
  // The next row of header().layout.row_size bytes: first the conformance rows, then the rows.
  Status next(std::span<std::uint8_t> row);
  // True after the last row.
  bool done() const { return read_ == header_.conformance_rows + header_.rows; }

 private:
  EncodingsReader(std::unique_ptr<ByteSource> source, EncodingsHeader header)
      : source_(std::move(source)), header_(std::move(header)) {}
  Status fill();
  std::unique_ptr<ByteSource> source_;
  EncodingsHeader header_;
  std::uint64_t read_ = 0;
  Reference last_;  // of the rows, not of the conformance rows
  Bytes buffer_;
  std::size_t buffered_ = 0;  // bytes at the end of buffer_ that next() has not returned yet
};

}  // namespace tally
