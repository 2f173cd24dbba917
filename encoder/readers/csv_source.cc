#include <algorithm>
#include <charconv>
#include <optional>

#include "encoder/readers/export.h"
#include "encoder/readers/headed_csv.h"
#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

// Lines after the last row that count the rows: "COUNT OT 0000000042". The maker of an extract
// may leave them out, so an extract without them may still be complete.
class Footers {
 public:
  Footers(std::string path, std::vector<std::string> texts)
      : path_(std::move(path)), texts_(std::move(texts)) {}

  // Whether the row is a footer, which has one of the texts and a number and nothing else, or an
  // empty row after a footer. malformed: the text without a number.
  Result<bool> take(std::span<const std::string_view> row, std::uint64_t line) {
    if (texts_.empty() || !std::ranges::all_of(row.subspan(1), is_blank)) return false;
    if (lines_ > 0 && is_blank(row.front())) return true;
    const auto number = number_in(trim(row.front()));
    if (!number) return false;
    const char* end = number->data() + number->size();
    const auto read = std::from_chars(number->data(), end, count_);
    if (read.ec != std::errc() || read.ptr != end) {
      return malformed(path_ + ":" + std::to_string(line) + ": a footer without a number of rows",
                       "the extract was edited: get it again");
    }
    ++lines_;
    line_ = line;
    return true;
  }

  Status check_row(std::uint64_t line) const {
    if (lines_ == 0) return {};
    return malformed(path_ + ":" + std::to_string(line) + ": a row after the footer in line " +
                         std::to_string(line_),
                     "if the file holds several extracts, give each its own file");
  }

  // If there are several footers, the last counts: an earlier one may count a larger set that these
  // rows were chosen from.
  Status check_end(std::uint64_t rows) const {
    if (lines_ == 0 || count_ == rows) return {};
    return malformed(path_ + ":" + std::to_string(line_) + ": the footer counts " +
                         std::to_string(count_) + " rows, the file has " + std::to_string(rows),
                     "the extract was cut short or edited: get it again");
  }

  std::optional<std::string> remark() const {
    if (texts_.empty()) return std::nullopt;
    if (lines_ == 0) return path_ + ": no footer, so the extract may be incomplete";
    return path_ + ": the footer and the file agree on the number of rows, " +
           std::to_string(count_);
  }

 private:
  // White space, or the character that ended a file under DOS.
  static bool is_blank(std::string_view cell) {
    const std::string_view text = trim(cell);
    return text.empty() || text == "\x1a";
  }

  // The text after a footer's text.
  std::optional<std::string_view> number_in(std::string_view cell) const {
    const auto text = std::ranges::find_if(
        texts_, [&](const std::string& begin) { return cell.starts_with(begin); });
    if (text == texts_.end()) return std::nullopt;
    return trim(cell.substr(text->size()));
  }

  std::string path_;
  std::vector<std::string> texts_;
  std::uint64_t lines_ = 0;             // so far
  std::uint64_t line_ = 0, count_ = 0;  // of the last
};

class CsvExport final : public Export {
 public:
  CsvExport(HeadedCsv csv, Footers footers) : csv_(std::move(csv)), footers_(std::move(footers)) {}

  bool has(std::size_t wanted) const override { return csv_.has(wanted); }
  const std::vector<std::string>& header() const override { return csv_.header(); }
  Result<bool> next() override {
    while (TRY(csv_.next())) {
      if (TRY(footers_.take(csv_.row(), csv_.line()))) continue;
      TRY(footers_.check_row(csv_.line()));
      ++rows_;
      return true;
    }
    TRY(footers_.check_end(rows_));
    is_at_end_ = true;
    return false;
  }
  std::size_t rows(std::size_t table) const override { return table == 0 ? 1 : 0; }
  std::string_view cell(std::size_t wanted, std::size_t row) const override {
    return row == 0 ? csv_.cell(wanted) : std::string_view();
  }
  std::span<const std::string_view> unread_cells() const override {
    return csv_.wrong_cell_count() ? csv_.row() : std::span<const std::string_view>();
  }
  std::uint64_t line() const override { return csv_.line(); }
  std::vector<std::string> remarks() const override {
    std::vector<std::string> lines = csv_.remarks();
    const auto footer = is_at_end_ ? footers_.remark() : std::nullopt;
    if (footer) lines.push_back(*footer);
    return lines;
  }
  std::uint64_t bytes_read() const override { return csv_.bytes_read(); }
  std::uint64_t bytes_total() const override { return csv_.bytes_total(); }

 private:
  HeadedCsv csv_;
  Footers footers_;
  std::uint64_t rows_ = 0;
  bool is_at_end_ = false;
};

}  // namespace

Result<std::unique_ptr<Export>> open_csv_export(const Layout& layout, const std::string& path,
                                                const std::vector<SourceColumn>& wanted) {
  std::vector<std::string> names;
  for (const SourceColumn& column : wanted) {
    names.push_back(column.table == 0 ? column.name : std::string());
  }
  HeadedCsv csv = TRY(HeadedCsv::open(path, layout.delimiter, names));
  return std::unique_ptr<Export>(
      std::make_unique<CsvExport>(std::move(csv), Footers(path, layout.footers)));
}

}  // namespace tally::encoder
