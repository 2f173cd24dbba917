// An accepted body begins with the header that its own header prints, and ends after its rows.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "protocol/agreement/encodings.h"
#include "tests/fuzz/fuzz.h"

namespace {

// The bytes as a file without a name; only one exists at a time.
std::string file_of(const std::uint8_t* data, std::size_t size) {
  static const int descriptor = memfd_create("body", 0);
  tally::require(descriptor >= 0 && ftruncate(descriptor, 0) == 0);
  tally::require(pwrite(descriptor, data, size, 0) == static_cast<ssize_t>(size));
  return "/proc/self/fd/" + std::to_string(descriptor);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tally;
  Result<EncodingsReader> reader = EncodingsReader::open(file_of(data, size));
  if (!reader) return 0;
  const EncodingsHeader& header = reader.value().header();
  const Bytes printed = print_header(header);
  require(printed.size() <= size && std::equal(printed.begin(), printed.end(), data));
  Bytes row(header.layout.row_size);
  std::size_t read = printed.size();
  while (!reader.value().done()) {
    if (!reader.value().next(row)) return 0;
    require(std::equal(row.begin(), row.end(), data + read));
    read += row.size();
  }
  require(read == size);
  return 0;
}
