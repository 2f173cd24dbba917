// Reads CSV in the same way as clkhash, which uses Python's csv module; this is not the strict CSV
// of common/csv.h. One row at a time, parsed in place, in bounded memory.
//
// A quotation mark opens only at the beginning of a cell, and is text elsewhere. Text after the
// closing mark is added to the cell. A quotation mark that is not closed takes the rest of the
// file. LF, CR and CRLF end a row, and are text between quotation marks. An empty line is a row
// without cells. Nothing is trimmed. A NUL and a byte order mark are text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/file_reader.h"
#include "common/result.h"

namespace tally::encoder::clkhash {

class RowReader {
 public:
  static constexpr std::size_t kMaxCell = 131072;           // characters
  static constexpr std::size_t kMaxRow = 16 * 1024 * 1024;  // bytes
  static constexpr std::size_t kMaxColumns = 10000;

  static Result<RowReader> open(const std::string& path);
  // Reads text in memory; messages call it by `name`.
  static RowReader over(std::string text, std::string name);

  // Moves to the next row; false at the end of the file. malformed, with the line: a cell over
  // kMaxCell, a row over kMaxRow or kMaxColumns, text that is not UTF-8.
  Result<bool> next();
  // The current row's cells; they live until the next call of next().
  std::span<const std::string_view> row() const { return row_; }
  // The line of the file (from 1) on which the current row begins.
  std::uint64_t line() const { return row_line_; }
  std::uint64_t bytes_read() const { return bytes_read_; }
  const std::string& name() const { return name_; }

 private:
  enum class Place : std::uint8_t { cell_start, plain, quoted, behind_quote };
  struct Cell {
    std::size_t begin, end;
  };
  explicit RowReader(std::string name) : name_(std::move(name)) {}

  bool parse();
  void end_cell();
  bool end_row(char end);
  void take_plain();
  void take_quoted();
  Status refill();
  Status finish_row();
  Error wrong(const std::string& what) const;

  std::optional<FileReader> file_;
  std::string name_;
  std::string buffer_;     // the current row, and what follows it
  std::size_t begin_ = 0;  // of the row
  std::size_t read_ = 0;   // parsed up to here
  std::size_t write_ = 0;  // the current cell's end, without the marks left out
  std::size_t cell_ = 0;   // the current cell's beginning
  std::size_t filled_ = 0;
  bool ended_ = false;     // the file has no more
  bool in_row_ = false;    // something of the row has been read
  bool after_cr_ = false;  // an LF now is the second half of CRLF
  char last_quoted_ = 0;   // the same between quotation marks
  Place place_ = Place::cell_start;
  std::vector<Cell> cells_;  // by offset in buffer_
  std::vector<std::string_view> row_;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace tally::encoder::clkhash
