#include "protocol/agreement/encodings.h"

#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::encodings_test {
namespace {

using namespace protocol_vectors;

// The number that a row's reference is, as far as it fits.
Reference reference_of(std::span<const std::uint8_t> row) {
  Reference reference;
  std::copy_n(row.begin(), Reference::kSize, reference.bytes.begin());
  return reference;
}

// Opens a body and reads all its rows; the first error, if any.
Status read_all(const std::string& path) {
  EncodingsReader reader = TRY(EncodingsReader::open(path));
  Bytes row(reader.header().layout.row_size);
  while (!reader.done()) TRY(reader.next(row));
  return {};
}

Status read_bytes(const TemporaryFolder& folder, const std::string& body) {
  return read_all(folder.put("body", body));
}

// A body's bytes for a header and rows.
std::string print_body(const EncodingsHeader& header, const std::vector<Bytes>& rows) {
  const Bytes head = print_header(header);
  std::string body(head.begin(), head.end());
  for (const Bytes& row : rows) body.append(row.begin(), row.end());
  return body;
}

EncodingsHeader example_header() {
  return EncodingsReader::open(path_of("example.encodings")).value().header();
}

TEST_CASE("the example is read and its header prints the same bytes") {
  const Agreement single = agreement("single.agreement.json");
  EncodingsReader reader = EncodingsReader::open(path_of("example.encodings")).value();
  const EncodingsHeader& header = reader.header();
  CHECK(header.agreement == single.fingerprint());
  CHECK(header.encoding == single.encoding_fingerprint());
  CHECK(header.project == single.terms().project);
  CHECK(header.standardiser == 2);
  CHECK(header.unicode == "15.0");
  CHECK(header.dataset == "school");
  CHECK(header.conformance_rows == 3);
  CHECK(header.rows == 5);
  const RowLayout layout = RowLayout::of(single.encoding(), single.dataset(DatasetIndex{0}));
  CHECK(header.layout.slots == layout.slots);
  CHECK(header.layout.row_size == 160);
  const Bytes printed = print_header(header);
  const std::string file = read("example.encodings");
  CHECK(file.starts_with(std::string(printed.begin(), printed.end())));
  CHECK(file.size() == printed.size() + 8 * 160);
}

TEST_CASE("rows come as they lie in the file those of one record one after another") {
  const std::string file = read("example.encodings");
  EncodingsReader reader = EncodingsReader::open(path_of("example.encodings")).value();
  Bytes row(160), last(160);
  std::size_t alternates = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    REQUIRE_FALSE(reader.done());
    REQUIRE(reader.next(row));
    const std::string_view expected =
        std::string_view(file).substr(file.size() - (8 - i) * 160, 160);
    CHECK(std::ranges::equal(row, as_bytes(expected)));
    if (i > 3) {
      CHECK(reference_of(last) <= reference_of(row));
      if (reference_of(last) == reference_of(row)) ++alternates;
    }
    last = row;
  }
  CHECK(reader.done());
  CHECK(alternates == 1);
}

TEST_CASE("slots of a row follow one another in the agreements order") {
  const Agreement detailed = agreement("detailed.agreement.json");
  const RowLayout layout = RowLayout::of(detailed.encoding(), detailed.dataset(DatasetIndex{0}));
  std::size_t offset = Reference::kSize;
  for (const RowLayout::Slot& slot : layout.slots) {
    CAPTURE(slot.name);
    CHECK(slot.offset == offset);
    CHECK(slot.size == (slot.kind == Column::Kind::filter ? slot.bits / 8 : Token::kSize));
    offset += slot.size;
  }
  CHECK(layout.slots.size() == detailed.encoding().columns.size());
  CHECK(layout.row_size == offset);
}

TEST_CASE("a body cut short or longer by any number of bytes is malformed") {
  const TemporaryFolder folder;
  const std::string file = read("example.encodings");
  for (std::size_t size = 0; size < file.size(); ++size) {
    const Status read = read_bytes(folder, file.substr(0, size));
    CAPTURE(size);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::malformed);
  }
  for (const std::size_t more : {std::size_t{1}, std::size_t{159}, std::size_t{160}}) {
    const Status read = read_bytes(folder, file + std::string(more, '\0'));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::malformed);
    CHECK(read.error().message == folder / "body" + ": longer than its header says");
  }
}

TEST_CASE("a header with any bit flipped is malformed or another header") {
  const TemporaryFolder folder;
  const std::string file = read("example.encodings");
  const std::size_t size = print_header(example_header()).size();
  // Magic to number of rows, then the lengths of what follows: nothing of them can be another way.
  const auto is_structure = [](std::size_t i) {
    return i < 32 || (i >= 132 && i < 136) || (i >= 140 && i < 144) || (i >= 150 && i < 154);
  };
  for (std::size_t i = 0; i < size; ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = file;
      flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
      const auto reader = EncodingsReader::open(folder.put("body", flipped));
      CAPTURE(i);
      CAPTURE(bit);
      if (!reader) {
        CHECK(reader.error().code == Errc::malformed);
        continue;
      }
      CHECK_FALSE(is_structure(i));
      const Bytes printed = print_header(reader.value().header());
      CHECK(flipped.starts_with(std::string(printed.begin(), printed.end())));
    }
  }
}

TEST_CASE("rows out of order are malformed") {
  const TemporaryFolder folder;
  EncodingsHeader header = example_header();
  const auto row = [&](std::uint8_t first, std::uint8_t last) {
    Bytes bytes(header.layout.row_size, 0xAA);
    std::fill_n(bytes.begin(), Reference::kSize, std::uint8_t{0});
    bytes[0] = first;
    bytes[Reference::kSize - 1] = last;
    return bytes;
  };
  const struct {
    const char* name;
    std::uint32_t conformance;
    std::vector<Bytes> rows;
    const char* error;  // empty: well
  } cases[] = {
      {"none", 0, {}, ""},
      {"only conformance", 2, {row(0, 0), row(0, 1)}, ""},
      {"ascending", 0, {row(1, 0), row(1, 1), row(2, 0)}, ""},
      {"alternates", 0, {row(1, 1), row(1, 1), row(1, 1)}, ""},
      {"rows below the conformance rows", 2, {row(0, 0), row(0, 1), row(0, 0)}, ""},
      {"descending", 0, {row(1, 1), row(1, 0)}, ": rows out of order"},
      {"descending in the first byte", 0, {row(2, 0), row(1, 9)}, ": rows out of order"},
      {"conformance from one", 1, {row(0, 1)}, ": conformance rows out of order"},
      {"conformance little-endian", 2, {row(0, 0), row(1, 0)}, ": conformance rows out of order"},
      {"conformance twice", 2, {row(0, 0), row(0, 0)}, ": conformance rows out of order"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    header.conformance_rows = c.conformance;
    header.rows = c.rows.size() - c.conformance;
    const Status read = read_bytes(folder, print_body(header, c.rows));
    CHECK(static_cast<bool>(read) == (*c.error == '\0'));
    if (!read) {
      CHECK(read.error().code == Errc::malformed);
      CHECK(read.error().message == folder / "body" + c.error);
    }
  }
}

// One fault a header, printed as if it were right.
struct HeaderFault {
  const char* error;
  void (*spoil)(EncodingsHeader& header);
};

// Puts a layout's offsets and sizes right again after its slots were changed.
void lay_out(RowLayout& layout) {
  layout.row_size = Reference::kSize;
  for (RowLayout::Slot& slot : layout.slots) {
    slot.offset = layout.row_size;
    slot.size = slot.kind == Column::Kind::filter ? slot.bits / 8 : Token::kSize;
    layout.row_size += slot.size;
  }
}

const HeaderFault kHeaderFaults[] = {
    {"bad number of columns", [](EncodingsHeader& h) { h.layout.slots.clear(); }},
    {"bad number of columns",
     [](EncodingsHeader& h) { h.layout.slots.resize(65, h.layout.slots[1]); }},
    {"too many conformance rows", [](EncodingsHeader& h) { h.conformance_rows = 257; }},
    {"bad Unicode version", [](EncodingsHeader& h) { h.unicode = ""; }},
    {"bad Unicode version", [](EncodingsHeader& h) { h.unicode = "15 0"; }},
    {"bad Unicode version", [](EncodingsHeader& h) { h.unicode = "15.0.0.0.0.0.0.0.0"; }},
    {"bad name of the data set", [](EncodingsHeader& h) { h.dataset = ""; }},
    {"bad name of the data set", [](EncodingsHeader& h) { h.dataset = "School"; }},
    {"bad name of the data set", [](EncodingsHeader& h) { h.dataset.assign(65, 'a'); }},
    {"bad name of a column", [](EncodingsHeader& h) { h.layout.slots[0].name = "a\n"; }},
    {"bad name of a column", [](EncodingsHeader& h) { h.layout.slots[0].name = ""; }},
    {"column \"person\": bad number of bits",
     [](EncodingsHeader& h) { h.layout.slots[0].bits = 0; }},
    {"column \"person\": bad number of bits",
     [](EncodingsHeader& h) { h.layout.slots[0].bits = 1000; }},
    {"column \"person\": bad number of bits",
     [](EncodingsHeader& h) { h.layout.slots[0].bits = 32768 + 64; }},
    {"column \"upn\": bad kind", [](EncodingsHeader& h) { h.layout.slots[1].bits = 64; }},
    {"a column given twice", [](EncodingsHeader& h) { h.layout.slots[1].name = "person"; }},
    {"the row size is not that of the columns", [](EncodingsHeader& h) { h.layout.row_size += 1; }},
    {"the row size is not that of the columns",
     [](EncodingsHeader& h) {
       h.layout.slots[0].bits = 32768;
       for (int i = 0; i < 16; ++i) {
         h.layout.slots.push_back(h.layout.slots[0]);
         h.layout.slots.back().name = "wide" + std::to_string(i);
       }
     }},
};

TEST_CASE("a fault of the header is malformed and said") {
  const TemporaryFolder folder;
  for (const HeaderFault& fault : kHeaderFaults) {
    CAPTURE(fault.error);
    CAPTURE(&fault - kHeaderFaults);
    EncodingsHeader header = example_header();
    const std::size_t row_size = header.layout.row_size;
    fault.spoil(header);
    if (header.layout.row_size == row_size) lay_out(header.layout);
    const Status read = read_bytes(folder, print_body(header, {}));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::malformed);
    CHECK(read.error().message == folder / "body" + ": " + fault.error);
  }
}

TEST_CASE("the widest header and row that the format allows are read") {
  const TemporaryFolder folder;
  EncodingsHeader header = example_header();
  header.dataset.assign(64, 'd');
  header.unicode.assign(16, '1');
  header.conformance_rows = 0;
  header.rows = 3;
  header.layout.slots.clear();
  for (int i = 0; i < 64; ++i) {
    std::string name = std::to_string(i);
    name.insert(0, 64 - name.size(), 'c');
    const bool wide = i < 15;
    header.layout.slots.push_back(
        {name, wide ? Column::Kind::filter : Column::Kind::token, wide ? 32768u : 0u, 0, 0});
  }
  lay_out(header.layout);
  const Bytes row(header.layout.row_size, 0x55);
  CHECK(read_bytes(folder, print_body(header, {row, row, row})));
}

TEST_CASE("a body of more rows than are read at once is read whole") {
  const TemporaryFolder folder;
  EncodingsHeader header = example_header();
  header.conformance_rows = 1;
  header.rows = 5000;  // 160 bytes each
  std::vector<Bytes> rows(5001, Bytes(160, 0));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    rows[i][14] = static_cast<std::uint8_t>(i >> 8);
    rows[i][15] = static_cast<std::uint8_t>(i);
  }
  EncodingsReader reader = EncodingsReader::open(folder.put("b", print_body(header, rows))).value();
  Bytes row(160);
  for (const Bytes& expected : rows) {
    REQUIRE(reader.next(row));
    CHECK(row == expected);
  }
  CHECK(reader.done());
}

TEST_CASE("what is not a body at all is malformed and what is not there is io") {
  const TemporaryFolder folder;
  for (const std::string& text : {std::string("local_id,forename\n1,a,b,c,d\n"),
                                  read("single.agreement.json"), std::string(200, '\0')}) {
    const Status read = read_bytes(folder, text);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::malformed);
    CHECK(read.error().message == folder / "body" + ": not the body of a submission");
  }
  CHECK(read_all(folder / "absent").error().code == Errc::io);
}

}  // namespace
}  // namespace tally::encodings_test
