#include "encoder/readers/headed_csv.h"

#include <algorithm>

#include "encoder/record/text.h"

namespace tally::encoder {

Result<HeadedCsv> HeadedCsv::open(const std::string& path, char delimiter,
                                  std::span<const std::string> wanted) {
  HeadedCsv csv(TRY(Utf8Csv::open(path, delimiter)));
  TRY(csv.read_header(wanted));
  return csv;
}

Status HeadedCsv::read_header(std::span<const std::string> wanted) {
  const bool found = TRY(csv_.next());
  if (!found) return malformed(path() + ": empty", "the first line must name the columns");
  header_line_ = csv_.line();
  for (const std::string_view cell : csv_.row()) header_.push_back(column_name(cell));
  for (const std::string& name : wanted) columns_.push_back(TRY(find_column(name)));
  cells_.resize(wanted.size());
  return {};
}

std::string HeadedCsv::header_place() const {
  return path() + ":" + std::to_string(header_line_) + ": ";
}

Result<std::size_t> HeadedCsv::find_column(const std::string& name) const {
  const std::string wanted = column_name(name);
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
  return more;
}

}  // namespace tally::encoder
