// One file of records in any format, without the tables in other files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "encoder/readers/source.h"

namespace tally::encoder {

// Like Source, with the same wanted columns, but for the columns in this file only.
class Export {
 public:
  virtual ~Export() = default;
  virtual bool has(std::size_t wanted) const = 0;
  virtual const std::vector<std::string>& header() const = 0;
  virtual Result<bool> next() = 0;
  virtual std::size_t rows(std::size_t table) const = 0;
  virtual std::string_view cell(std::size_t wanted, std::size_t row) const = 0;
  virtual std::span<const std::string_view> unread_cells() const = 0;
  virtual std::uint64_t line() const = 0;
  virtual std::vector<std::string> remarks() const = 0;
  virtual std::uint64_t bytes_read() const = 0;
  virtual std::uint64_t bytes_total() const = 0;
};

Result<std::unique_ptr<Export>> open_csv_export(const Layout& layout, const std::string& path,
                                                const std::vector<SourceColumn>& wanted);
Result<std::unique_ptr<Export>> open_xml_export(const Layout& layout, const std::string& path,
                                                const std::vector<SourceColumn>& wanted);

}  // namespace tally::encoder
