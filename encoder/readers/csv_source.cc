#include "encoder/readers/export.h"
#include "encoder/readers/headed_csv.h"

namespace tally::encoder {
namespace {

class CsvExport final : public Export {
 public:
  CsvExport(HeadedCsv csv, std::string footer) : csv_(std::move(csv)), footer_(std::move(footer)) {}

  bool has(std::size_t wanted) const override { return csv_.has(wanted); }
  const std::vector<std::string>& header() const override { return csv_.header(); }
  Result<bool> next() override {
    for (;;) {
      const bool more = TRY(csv_.next());
      if (!more || footer_.empty() || !csv_.row().front().starts_with(footer_)) return more;
      ++footers_;
    }
  }
  std::size_t rows(std::size_t table) const override { return table == 0 ? 1 : 0; }
  std::string_view cell(std::size_t wanted, std::size_t row) const override {
    return row == 0 ? csv_.cell(wanted) : std::string_view();
  }
  bool wrong_cell_count() const override { return csv_.wrong_cell_count(); }
  std::uint64_t line() const override { return csv_.line(); }
  std::vector<std::string> remarks() const override {
    std::vector<std::string> lines = csv_.remarks();
    if (footers_ > 0) {
      lines.push_back(csv_.path() + ": footer rows passed over: " + std::to_string(footers_));
    }
    return lines;
  }
  std::uint64_t bytes_read() const override { return csv_.bytes_read(); }
  std::uint64_t bytes_total() const override { return csv_.bytes_total(); }

 private:
  HeadedCsv csv_;
  std::string footer_;
  std::uint64_t footers_ = 0;
};

}  // namespace

Result<std::unique_ptr<Export>> open_csv_export(const Layout& layout, const std::string& path,
                                                const std::vector<SourceColumn>& wanted) {
  std::vector<std::string> names;
  for (const SourceColumn& column : wanted) {
    names.push_back(column.table == 0 ? column.name : std::string());
  }
  HeadedCsv csv = TRY(HeadedCsv::open(path, layout.delimiter, names));
  return std::unique_ptr<Export>(std::make_unique<CsvExport>(std::move(csv), layout.footer));
}

}  // namespace tally::encoder
