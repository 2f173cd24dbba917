// Rows that are read, printed and read again are the same, and line numbers increase.
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "common/csv.h"
#include "tests/fuzz/fuzz.h"

namespace {

using Rows = std::vector<std::vector<std::string>>;

// The rows before the first error, if any.
Rows read_rows(std::string_view text) {
  const int descriptor = ::memfd_create("csv", MFD_CLOEXEC);
  tally::require(::write(descriptor, text.data(), text.size()) ==
                 static_cast<ssize_t>(text.size()));
  Rows rows;
  {
    auto opened = tally::CsvReader::open("/proc/self/fd/" + std::to_string(descriptor));
    tally::require(static_cast<bool>(opened));
    tally::CsvReader& reader = opened.value();
    std::uint64_t line = 0;
    for (auto more = reader.next(); more && more.value(); more = reader.next()) {
      tally::require(reader.line() > line && !reader.row().empty());
      line = reader.line();
      rows.emplace_back(reader.row().begin(), reader.row().end());
    }
  }
  ::close(descriptor);
  return rows;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Rows rows = read_rows(tally::as_text(data, size));
  std::string printed;
  for (const auto& row : rows) {
    tally::append_csv_row(printed, std::vector<std::string_view>(row.begin(), row.end()));
  }
  tally::require(read_rows(printed) == rows);
  return 0;
}
