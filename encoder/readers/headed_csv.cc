#include "encoder/readers/headed_csv.h"

#include <algorithm>

#include "encoder/text.h"

namespace tally::encoder {
namespace {

std::string header_name(std::string_view cell, const TextEncoding& encoding) {
  std::string name;
  if (encoding.code_page == TextEncoding::CodePage::utf8) {
    name = trim(cell);
  } else {
    append_windows_1252(name, trim(cell));
  }
  for (char& c : name) {
    if (is_upper(c)) c = static_cast<char>(c + 32);
  }
  return name;
}

}  // namespace

Result<HeadedCsv> HeadedCsv::open(const std::string& path, char delimiter,
                                  std::span<const std::string> wanted) {
  const TextEncoding encoding = TRY(find_text_encoding(path));
  HeadedCsv csv(TRY(CsvReader::open(path, delimiter)), encoding);
  TRY(csv.read_header(wanted));
  return csv;
}

Status HeadedCsv::read_header(std::span<const std::string> wanted) {
  const bool found = TRY(csv_.next());
  if (!found) return malformed(path() + ": empty", "the first line names the columns");
  header_line_ = csv_.line();
  for (const std::string_view cell : csv_.row()) header_.push_back(header_name(cell, encoding_));
  for (const std::string& name : wanted) columns_.push_back(TRY(find_column(name)));
  cells_.resize(wanted.size());
  return {};
}

std::string HeadedCsv::header_place() const {
  return path() + ":" + std::to_string(header_line_) + ": ";
}

Result<std::size_t> HeadedCsv::find_column(const std::string& name) const {
  const std::string wanted = header_name(name, {});
  const auto found = std::ranges::find(header_, wanted);
  if (wanted.empty() || found == header_.end()) return kNoColumn;
  if (std::find(found + 1, header_.end(), wanted) != header_.end()) {
    return malformed(header_place() + "column \"" + name + "\" comes twice");
  }
  return static_cast<std::size_t>(found - header_.begin());
}

Result<bool> HeadedCsv::next() {
  const bool more = TRY(csv_.next());
  if (!more || wrong_cell_count()) {
    std::ranges::fill(cells_, std::string_view());
    return more;
  }
  const std::span<const std::string_view> row = csv_.row();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] != kNoColumn) cells_[i] = row[columns_[i]];
  }
  if (encoding_.code_page == TextEncoding::CodePage::windows_1252) convert_cells();
  return more;
}

void HeadedCsv::convert_cells() {
  std::size_t size = 0;
  for (const std::string_view cell : cells_) size += cell.size();
  converted_.clear();
  converted_.reserve(3 * size);  // a byte becomes three at most: it never moves below
  for (std::string_view& cell : cells_) {
    if (is_ascii(cell)) continue;
    const std::size_t begin = converted_.size();
    append_windows_1252(converted_, cell);
    cell = std::string_view(converted_).substr(begin);
  }
}

std::vector<std::string> HeadedCsv::remarks() const {
  if (encoding_.first_other == 0) return {};
  const std::string place = path() + ":" + std::to_string(encoding_.first_other) + ": ";
  if (encoding_.code_page == TextEncoding::CodePage::windows_1252) {
    return {place + "not UTF-8, here first: the file is read as Windows-1252"};
  }
  return {place + "not UTF-8, here first, though the rest of the file seems to be"};
}

}  // namespace tally::encoder
