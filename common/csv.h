// CSV [RFC4180] a row at a time in bounded memory, around libcsv.
//
// Accepts LF, CRLF and CR, quoted line breaks and a UTF-8 byte order mark. Refuses (malformed, with
// the line): a NUL, a quotation mark that is not closed or out of place, a cell over kMaxCell
// (usually after a quotation mark that is not closed), a row over kMaxRow or kMaxColumns. Skips
// blank lines. Cells are the bytes as found, not trimmed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "common/result.h"

namespace tally {

class CsvReader {
 public:
  static constexpr std::size_t kMaxCell = std::size_t{64} * 1024;
  static constexpr std::size_t kMaxRow = std::size_t{1024} * 1024;
  static constexpr std::size_t kMaxColumns = 4096;

  static Result<CsvReader> open(const std::string& path, char delimiter = ',');
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  // Moves to the next row; false at the end of the file.
  Result<bool> next();
  // The current row's cells; they live until the next call of next().
  std::span<const std::string_view> row() const;
  // The line of the file (from 1) on which the current row begins.
  std::uint64_t line() const;
  // For a progress line.
  std::uint64_t bytes_read() const;
  std::uint64_t bytes_total() const;
  const std::string& path() const;

 private:
  struct State;
  explicit CsvReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Appends one row with its line ending (LF); quotes cells only if they need it. Does not change a
// cell that a spreadsheet would run as a formula: outputs are for programs.
void append_csv_row(std::string& out, std::span<const std::string_view> cells);

}  // namespace tally
