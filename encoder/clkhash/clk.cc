#include "encoder/clkhash/clk.h"

#include <string_view>
#include <utility>

#include "common/atomic_file.h"
#include "encoder/clkhash/clk_row_encoder.h"
#include "encoder/clkhash/rows.h"

namespace tally::encoder::clkhash {
namespace {

Error at(const RowReader& rows, const std::string& what, std::string hint = {}) {
  return malformed(rows.name() + ":" + std::to_string(rows.line()) + ": " + what, std::move(hint));
}

// The message does not show the header: in a file without a header it is somebody's record.
Status check_header(const Schema& schema, const RowReader& rows) {
  const auto names = rows.row();
  if (names.size() != schema.features.size()) {
    return at(rows,
              "a header of " + std::to_string(names.size()) +
                  (names.size() == 1 ? " column" : " columns") + " where the schema has " +
                  std::to_string(schema.features.size()) + " features",
              names.size() == 1 ? "cells are separated by commas, not semicolons or tabs" : "");
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string& expected = schema.features[i].identifier;
    if (names[i] == expected) continue;
    const bool marked = i == 0 && names[i] == "\xEF\xBB\xBF" + expected;
    return at(rows, "column " + std::to_string(i + 1) + " is not called \"" + expected + "\"",
              marked ? "save the file without a byte order mark" : "");
  }
  return {};
}

Status skip_header(Header header, const Schema& schema, RowReader& rows) {
  if (header == Header::none) return {};
  if (!TRY(rows.next())) return malformed(rows.name() + ": empty: it needs at least a header");
  return header == Header::check ? check_header(schema, rows) : Status();
}

// Collects the text of the JSON file and passes it on in pieces.
class ClkWriter {
 public:
  explicit ClkWriter(AtomicFile file) : file_(std::move(file)) {}

  // The text to append the next filter to.
  std::string& begin() {
    text_ += clks_++ == 0 ? "\"" : ", \"";
    return text_;
  }
  Status end() {
    text_ += '"';
    return text_.size() < kPiece ? Status() : flush();
  }
  Status finish() {
    text_ += "]}";
    TRY(flush());
    return file_.commit();
  }
  std::uint64_t clks() const { return clks_; }

 private:
  static constexpr std::size_t kPiece = 256 * 1024;

  Status flush() {
    TRY(file_.write(text_));
    text_.clear();
    return {};
  }

  AtomicFile file_;
  std::string text_ = "{\"clks\": [";
  std::uint64_t clks_ = 0;
};

Status encode_rows(RowReader& rows, ClkRowEncoder& encoder, ClkWriter& writer, Progress* progress) {
  while (TRY(rows.next())) {
    const Status encoded = encoder.encode(rows.row(), writer.begin());
    if (!encoded) return at(rows, encoded.error().message);
    TRY(writer.end());
    if (progress && writer.clks() % 1024 == 0) progress->set(rows.bytes_read());
  }
  return {};
}

}  // namespace

Result<std::uint64_t> encode_clks(ClkRequest request) {
  RowReader rows = TRY(RowReader::open(request.input));
  ClkWriter writer(TRY(AtomicFile::open(request.output, request.overwrite, Access::owner_only)));
  TRY(skip_header(request.header, request.schema, rows));
  ClkRowEncoder encoder(std::move(request.schema), request.secret, request.validation);
  TRY(encode_rows(rows, encoder, writer, request.progress));
  TRY(writer.finish());
  return writer.clks();
}

}  // namespace tally::encoder::clkhash
