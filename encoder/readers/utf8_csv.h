// Gives the cells of a CSV in UTF-8. The file may be in any code page that can be read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/csv.h"
#include "common/result.h"
#include "encoder/readers/text_encoding.h"

namespace tally::encoder {

class Utf8Csv {
 public:
  // One pass over the file to find its code page. malformed: UTF-16; a first line that has another
  // delimiter and not this one.
  static Result<Utf8Csv> open(const std::string& path, char delimiter = ',');

  // Like CsvReader.
  Result<bool> next();
  std::span<const std::string_view> row() const {
    return converts() ? std::span<const std::string_view>(cells_) : csv_.row();
  }
  std::uint64_t line() const { return csv_.line(); }
  std::uint64_t bytes_read() const { return csv_.bytes_read(); }
  std::uint64_t bytes_total() const { return csv_.bytes_total(); }
  const std::string& path() const { return csv_.path(); }

  const TextEncoding& encoding() const { return encoding_; }
  std::vector<std::string> remarks() const;  // on the code page

 private:
  Utf8Csv(CsvReader csv, TextEncoding encoding) : csv_(std::move(csv)), encoding_(encoding) {}
  bool converts() const { return encoding_.code_page == TextEncoding::CodePage::windows_1252; }
  void convert();

  CsvReader csv_;
  TextEncoding encoding_;
  // The memory for a converted row: its cells, and the text of cells that are not ASCII.
  std::vector<std::string_view> cells_;
  std::string converted_;
};

}  // namespace tally::encoder
