// Bodies with bands: few_bands.encodings, and with one fault each.
#include "protocol/agreement/encodings.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::encodings_bands_test {
namespace {

using namespace protocol_vectors;

EncodingsHeader example_header() {
  return EncodingsReader::open(path_of("few_bands.encodings")).value().header();
}

std::string print_body(const EncodingsHeader& header) {
  const Bytes head = print_header(header);
  return std::string(head.begin(), head.end());
}

Status read_bytes(const TemporaryFolder& folder, const std::string& body) {
  EncodingsReader reader = TRY(EncodingsReader::open(folder.put("body", body)));
  Bytes row(reader.header().layout.row_size);
  while (!reader.done()) TRY(reader.next(row));
  return {};
}

TEST_CASE("the header of a body with bands prints the bytes that were read") {
  const Agreement few = agreement("few_bands.agreement.json");
  const EncodingsHeader header = example_header();
  CHECK(header.agreement == few.fingerprint());
  CHECK(header.layout.has_bands());
  const RowLayout layout = RowLayout::of(few.encoding(), few.dataset(DatasetIndex{0}));
  CHECK(header.layout.slots == layout.slots);
  CHECK(header.layout.row_size == 16 + 9 * 4 + 8 * 5 + 8 * 6 + 8 * 8 + 16);
  REQUIRE(header.nearest.size() == 1);
  std::uint32_t records = 0;
  for (const std::uint32_t count : header.nearest[0]) records += count;
  CHECK(records == 7);
  const std::string printed = print_body(header);
  const std::string file = read("few_bands.encodings");
  CHECK(file.starts_with(printed));
  CHECK(file.size() == printed.size() + (2 + 9) * layout.row_size);
  CHECK(read_bytes(TemporaryFolder(), file));
}

TEST_CASE("a body with bands that is too short or too long is malformed") {
  const TemporaryFolder folder;
  const std::string file = read("few_bands.encodings");
  for (std::size_t size = 0; size < file.size(); size += size < 900 ? 1 : 7) {
    CAPTURE(size);
    const Status read = read_bytes(folder, file.substr(0, size));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::malformed);
  }
  CHECK_FALSE(read_bytes(folder, file + '\0'));
}

TEST_CASE("a flipped bit makes a header with bands malformed or another header") {
  const TemporaryFolder folder;
  const std::string file = read("few_bands.encodings");
  const std::size_t size = print_body(example_header()).size();
  for (std::size_t i = 0; i < size; ++i) {
    std::string flipped = file;
    flipped[i] = static_cast<char>(flipped[i] ^ (1 << i % 8));
    const auto reader = EncodingsReader::open(folder.put("body", flipped));
    CAPTURE(i);
    if (!reader) {
      CHECK(reader.error().code == Errc::malformed);
    } else {
      CHECK(flipped.starts_with(print_body(reader.value().header())));
    }
  }
}

void lay_out(RowLayout& layout) {
  layout.row_size = Reference::kSize;
  for (RowLayout::Slot& slot : layout.slots) {
    slot.offset = layout.row_size;
    slot.size = slot.kind == Column::Kind::token ? Token::kSize : slot.bits / 8 * slot.bands;
    layout.row_size += slot.size;
  }
}

struct HeaderFault {
  const char* error;
  void (*spoil)(EncodingsHeader& header);
};
const HeaderFault kHeaderFaults[] = {
    {"column \"names_birth\": bands out of bounds",
     [](EncodingsHeader& h) { h.layout.slots[0].bits = 24; }},
    {"column \"names_birth\": bands out of bounds",
     [](EncodingsHeader& h) { h.layout.slots[0].bits = 33; }},
    {"column \"names_birth\": bands out of bounds",
     [](EncodingsHeader& h) { h.layout.slots[0].bits = 72; }},
    {"column \"names_birth\": bands out of bounds",
     [](EncodingsHeader& h) { h.layout.slots[0].bands = 7; }},
    {"column \"names_birth\": bands out of bounds",
     [](EncodingsHeader& h) { h.layout.slots[0].bands = 513; }},
    {"the number of other data sets is out of bounds",
     [](EncodingsHeader& h) { h.nearest.resize(65); }},
    {"the row size does not match the columns",
     [](EncodingsHeader& h) {
       for (int i = 0; i < 20; ++i) {
         h.layout.slots.push_back(h.layout.slots[3]);
         h.layout.slots.back().name = "wide" + std::to_string(i);
         h.layout.slots.back().bands = 512;
       }
     }},
};

TEST_CASE("a fault of a header with bands is malformed and the message says which") {
  const TemporaryFolder folder;
  for (const HeaderFault& fault : kHeaderFaults) {
    CAPTURE(fault.error);
    CAPTURE(&fault - kHeaderFaults);
    EncodingsHeader header = example_header();
    fault.spoil(header);
    header.rows = header.conformance_rows = 0;
    lay_out(header.layout);
    const Status read = read_bytes(folder, print_body(header));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::malformed);
    CHECK(read.error().message == folder / "body" + ": " + fault.error);
  }
}

TEST_CASE("a header that does not end after its counts is malformed") {
  const TemporaryFolder folder;
  for (const std::size_t counts : {std::size_t{127}, std::size_t{129}}) {
    CAPTURE(counts);
    EncodingsHeader header = example_header();
    header.rows = header.conformance_rows = 0;
    std::string body = print_body(header);
    body.resize(body.size() - 128 * 4 + counts * 4);
    body[12] = static_cast<char>(body.size());  // the size of the header
    body[13] = static_cast<char>(body.size() >> 8);
    const Status read = read_bytes(folder, body);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::malformed);
  }
}

TEST_CASE("the largest header with bands is read") {
  const TemporaryFolder folder;
  EncodingsHeader header = example_header();
  header.dataset.assign(64, 'd');
  header.unicode.assign(16, '1');
  header.rows = header.conformance_rows = 0;
  header.nearest.assign(64, header.nearest[0]);
  header.nearest[63].fill(0xFFFF'FFFF);
  header.layout.slots.clear();
  for (int i = 0; i < 64; ++i) {
    std::string name = std::to_string(i);
    name.insert(0, 64 - name.size(), 'c');
    header.layout.slots.push_back({name, Column::Kind::bands, 64, i < 9 ? 512u : 8u, 0, 0});
  }
  lay_out(header.layout);
  const std::string body = print_body(header);
  REQUIRE(read_bytes(folder, body));
  const auto reader = EncodingsReader::open(folder.put("body", body));
  CHECK(reader.value().header().nearest == header.nearest);
}

}  // namespace
}  // namespace tally::encodings_bands_test
