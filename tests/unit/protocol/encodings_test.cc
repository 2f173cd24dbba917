#include "protocol/agreement/encodings.h"

#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::encodings_test {
namespace {

using namespace protocol_vectors;

// The number in a row's reference, as far as it fits.
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

// The bytes of a body with this header and these rows.
std::string print_body(const EncodingsHeader& header, const std::vector<Bytes>& rows) {
  const Bytes head = print_header(header);
  std::string body(head.begin(), head.end());
  for (const Bytes& row : rows) body.append(row.begin(), row.end());
  return body;
}

EncodingsHeader example_header() {
  return EncodingsReader::open(path_of("example.encodings")).value().header();
}

TEST_CASE("the header of the example prints the bytes that were read") {
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

TEST_CASE("rows are read in the order of the file") {
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

TEST_CASE("slots of a row are in the order of the agreement") {
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

TEST_CASE("a body that is too short or too long is malformed") {
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

TEST_CASE("a flipped bit makes a header malformed or another header") {
  const TemporaryFolder folder;
  const std::string file = read("example.encodings");
  const std::size_t size = print_header(example_header()).size();
  // From the magic to the number of rows, and the lengths after them: no other value of these is
  // valid.
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
    const char* error;  // empty: no error
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

// Headers with one fault each, printed as if they were right.
struct HeaderFault {
  const char* error;
  void (*spoil)(EncodingsHeader& header);
};

// Corrects the offsets and sizes of a layout after its slots were changed.
void lay_out(RowLayout& layout) {
  layout.row_size = Reference::kSize;
  for (RowLayout::Slot& slot : layout.slots) {
    slot.offset = layout.row_size;
    slot.size = slot.kind == Column::Kind::filter ? slot.bits / 8 : Token::kSize;
    layout.row_size += slot.size;
  }
}

const HeaderFault kHeaderFaults[] = {
    {"the number of columns must be 1 to 64", [](EncodingsHeader& h) { h.layout.slots.clear(); }},
    {"the number of columns must be 1 to 64",
     [](EncodingsHeader& h) { h.layout.slots.resize(65, h.layout.slots[1]); }},
    {"too many conformance rows", [](EncodingsHeader& h) { h.conformance_rows = 257; }},
    {"not a Unicode version", [](EncodingsHeader& h) { h.unicode = ""; }},
    {"not a Unicode version", [](EncodingsHeader& h) { h.unicode = "15 0"; }},
    {"not a Unicode version", [](EncodingsHeader& h) { h.unicode = "15.0.0.0.0.0.0.0.0"; }},
    {"data set: not a valid name", [](EncodingsHeader& h) { h.dataset = ""; }},
    {"data set: not a valid name", [](EncodingsHeader& h) { h.dataset = "School"; }},
    {"data set: not a valid name", [](EncodingsHeader& h) { h.dataset.assign(65, 'a'); }},
    {"a column: not a valid name", [](EncodingsHeader& h) { h.layout.slots[0].name = "a\n"; }},
    {"a column: not a valid name", [](EncodingsHeader& h) { h.layout.slots[0].name = ""; }},
    {"column \"person\": bits must be a multiple of 64 up to 32768",
     [](EncodingsHeader& h) { h.layout.slots[0].bits = 0; }},
    {"column \"person\": bits must be a multiple of 64 up to 32768",
     [](EncodingsHeader& h) { h.layout.slots[0].bits = 1000; }},
    {"column \"person\": bits must be a multiple of 64 up to 32768",
     [](EncodingsHeader& h) { h.layout.slots[0].bits = 32768 + 64; }},
    {"column \"upn\": its kind must be filter, token or bands, and a token has no bits",
     [](EncodingsHeader& h) { h.layout.slots[1].bits = 64; }},
    {"a column is given twice", [](EncodingsHeader& h) { h.layout.slots[1].name = "person"; }},
    {"the row size does not match the columns", [](EncodingsHeader& h) { h.layout.row_size += 1; }},
    {"the row size does not match the columns",
     [](EncodingsHeader& h) {
       h.layout.slots[0].bits = 32768;
       for (int i = 0; i < 16; ++i) {
         h.layout.slots.push_back(h.layout.slots[0]);
         h.layout.slots.back().name = "wide" + std::to_string(i);
       }
     }},
};

TEST_CASE("a fault of the header is malformed and the message says which") {
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

TEST_CASE("the largest header and row of the format are read") {
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
    RowLayout::Slot& slot = header.layout.slots.emplace_back();
    slot.name = name;
    slot.kind = wide ? Column::Kind::filter : Column::Kind::token;
    slot.bits = wide ? 32768U : 0U;
  }
  lay_out(header.layout);
  const Bytes row(header.layout.row_size, 0x55);
  CHECK(read_bytes(folder, print_body(header, {row, row, row})));
}

TEST_CASE("a body that is read in several parts is read whole") {
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

TEST_CASE("a file that is not a body is malformed and a missing file is io") {
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
