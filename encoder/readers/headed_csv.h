// A CSV with the names of its columns in the first row. Gives the cells of the wanted columns, in
// UTF-8.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "encoder/readers/utf8_csv.h"

namespace tally::encoder {

class HeadedCsv {
 public:
  // A column with an empty name does not count. malformed: an empty file; a wanted column that
  // comes twice.
  static Result<HeadedCsv> open(const std::string& path, char delimiter,
                                std::span<const std::string> wanted);

  // Names without spaces around them, in lower case.
  const std::vector<std::string>& header() const { return header_; }
  std::string header_place() const;  // "FILE:LINE: "
  bool has(std::size_t wanted) const { return columns_[wanted] != kNoColumn; }

  Result<bool> next();
  // A cell of the current row, valid until the next call of next().
  std::string_view cell(std::size_t wanted) const { return cells_[wanted]; }
  std::span<const std::string_view> row() const { return csv_.row(); }  // whole
  bool wrong_cell_count() const { return csv_.row().size() != header_.size(); }
  std::uint64_t line() const { return csv_.line(); }

  const TextEncoding& encoding() const { return csv_.encoding(); }
  std::vector<std::string> remarks() const { return csv_.remarks(); }  // on the code page
  const std::string& path() const { return csv_.path(); }
  std::uint64_t bytes_read() const { return csv_.bytes_read(); }
  std::uint64_t bytes_total() const { return csv_.bytes_total(); }

 private:
  static constexpr std::size_t kNoColumn = SIZE_MAX;
  explicit HeadedCsv(Utf8Csv csv) : csv_(std::move(csv)) {}
  Status read_header(std::span<const std::string> wanted);
  Result<std::size_t> find_column(const std::string& name) const;

  Utf8Csv csv_;
  std::vector<std::string> header_;
  std::uint64_t header_line_ = 0;
  std::vector<std::size_t> columns_;     // of each wanted column
  std::vector<std::string_view> cells_;  // of each wanted column
};

}  // namespace tally::encoder
