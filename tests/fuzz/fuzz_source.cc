// An export in any format: two readings give the same cells, in the places of their rows, and UTF-8
// if the file is XML. The first byte chooses the format.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "common/utf8.h"
#include "encoder/readers/source.h"
#include "tests/fuzz/fuzz.h"

namespace {

using tally::encoder::Layout;
using tally::encoder::Source;
using tally::encoder::SourceColumn;

class MemoryFile {
 public:
  explicit MemoryFile(std::string_view text) : descriptor_(::memfd_create("export", MFD_CLOEXEC)) {
    tally::require(::write(descriptor_, text.data(), text.size()) ==
                   static_cast<ssize_t>(text.size()));
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

constexpr char kTable[] = "id,home\n1,CV1\n2,CV2\n1,CV3\n,CV4\n";

Layout layout_of(char first) {
  Layout layout;
  const bool is_xml = first == 'x';
  layout.format = is_xml ? Layout::Format::xml : Layout::Format::csv;
  layout.delimiter = first == '|' ? '|' : ',';
  if (first == '|') layout.footers = {"COUNT"};
  layout.record = "Message/Children/Child";
  layout.tables = {{.name = "stays", .element = "Stay", .key = {}, .to = {}},
                   {.name = "homes", .element = {}, .key = "id", .to = is_xml ? "Ids/Id" : "id"}};
  return layout;
}

std::string read_all(Source& source, std::size_t columns, bool is_xml) {
  std::string all;
  std::uint64_t line = 0;
  for (auto more = source.next();; more = source.next()) {
    if (!more) all += more.error().message;
    if (!more || !more.value()) break;
    tally::require(source.line() >= line);
    line = source.line();
    tally::require(source.rows(0) == 1);
    for (std::size_t i = 0; i < columns; ++i) {
      for (std::size_t row = 0; row < 4; ++row) {
        const std::string_view cell = source.cell(i, row);
        tally::require(!is_xml || tally::is_utf8(cell));
        all.append(cell).append("/");
      }
    }
  }
  for (const std::string& remark : source.remarks()) all += remark;
  return all;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool is_xml = data[0] == 'x';
  const MemoryFile in(tally::as_text(data, size).substr(1));
  const MemoryFile homes(kTable);
  const std::vector<SourceColumn> wanted = {
      {0, is_xml ? "Ids/Id" : "id"}, {0, is_xml ? "Name" : "name"}, {1, "Post"}, {2, "home"}};
  std::string before;
  for (int time = 0; time < 2; ++time) {
    auto source = Source::open(layout_of(static_cast<char>(data[0])),
                               {in.path(), {{"homes", homes.path()}}}, wanted);
    const std::string all =
        source ? read_all(source.value(), wanted.size(), is_xml) : source.error().message;
    tally::require(time == 0 || all == before);
    before = all;
  }
  return 0;
}
