#include "encoder/encode/encode.h"
#include "common/atomic_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <string>
#include <vector>

#include "encoder/encode/conformance.h"
#include "protocol/agreement/encodings.h"
#include "tests/unit/encoder/made_up_holder.h"

namespace tally::encoder::encode_test {
namespace {

constexpr std::uint64_t kSeed = 20240318;
const std::vector<Field> kFields = {Field::forename, Field::surname, Field::date_of_birth,
                                    Field::postcode, Field::nhs_number};
constexpr std::string_view kHeader =
    "local_id,forename,surname,date_of_birth,postcode,nhs_number\n";

Result<EncodeSummary> encode_file(const MadeUpHolder& holder, const std::string& input,
                                  const std::string& output, const std::string& rejects = {}) {
  EncodeRequest request{
      holder.agreement, DatasetIndex{0}, holder.reference_key, holder.secret, {input, {}}};
  if (!rejects.empty()) request.rejects = rejects;
  request.scratch_folder = holder.folder.path();
  if (output.empty()) return encode(request);
  AtomicFile file = TRY(AtomicFile::open(output, Overwrite::no, Access::owner_only));
  request.output = [&](ByteView bytes) { return file.write(bytes); };
  EncodeSummary summary = TRY(encode(request));
  TRY(file.commit());
  return summary;
}

struct Body {
  EncodingsHeader header;
  std::vector<Bytes> conformance, rows;
};

Body read_body(const std::string& path) {
  EncodingsReader reader = EncodingsReader::open(path).value();
  Body body{reader.header(), {}, {}};
  while (!reader.done()) {
    Bytes row(reader.header().layout.row_size);
    REQUIRE(reader.next(row));
    const bool conformance = body.conformance.size() < reader.header().conformance_rows;
    (conformance ? body.conformance : body.rows).push_back(row);
  }
  return body;
}

std::string made_up_line(std::size_t i) {
  const std::string n = std::to_string(i);
  return "P" + n + ",Ann" + n + ",Lee,20" + std::to_string(10 + i % 10) + "-03-04,CV1 2AB,\n";
}

std::string made_up_csv(std::vector<std::size_t> order) {
  std::string text(kHeader);
  for (const std::size_t i : order) text += made_up_line(i);
  return text;
}

TEST_CASE("each row is read and encoded and written by reference") {
  const MadeUpHolder holder(kFields);
  const std::string input = holder.folder.put("in.csv", made_up_csv({3, 1, 2, 4, 5}));
  const auto summary = encode_file(holder, input, holder.folder / "out");
  REQUIRE(summary);
  CHECK(summary.value().ledger.read.all() == 5);
  CHECK(summary.value().rows_written() == 5);
  CHECK(summary.value().records_written == 5);

  const Body body = read_body(holder.folder / "out");
  CHECK(body.header.agreement == holder.agreement.fingerprint());
  CHECK(body.header.encoding == holder.agreement.encoding_fingerprint());
  CHECK(body.header.dataset == "school");
  CHECK(body.conformance.size() == conformance_people().size());
  REQUIRE(body.rows.size() == 5);
  CHECK(std::is_sorted(body.rows.begin(), body.rows.end()));
  const Reference reference =
      make_reference(holder.reference_key, holder.agreement.terms().project, "school", "P3");
  CHECK(std::any_of(body.rows.begin(), body.rows.end(), [&](const Bytes& row) {
    return std::equal(reference.bytes.begin(), reference.bytes.end(), row.begin());
  }));
}

TEST_CASE("the order of the file changes no byte of the output") {
  MESSAGE("seed ", kSeed);
  const MadeUpHolder holder(kFields, 3);
  std::vector<std::size_t> order(300);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::mt19937_64 random(kSeed);
  std::vector<std::string> outputs;
  for (int i = 0; i < 3; ++i) {
    std::string text = made_up_csv(order);
    // Alternates of one record, in either order.
    text += i == 0 ? "P1,Ann,Other,,,\nP1,Zoe,Other,,,\n" : "P1,Zoe,Other,,,\nP1,Ann,Other,,,\n";
    const std::string name = "out" + std::to_string(i);
    REQUIRE(encode_file(holder, holder.folder.put("in.csv", text), holder.folder / name));
    outputs.push_back(holder.folder.get(name));
    for (std::size_t k = order.size(); k > 1; --k) std::swap(order[k - 1], order[random() % k]);
  }
  CHECK(outputs[0] == outputs[1]);
  CHECK(outputs[0] == outputs[2]);
}

TEST_CASE("a record keeps its first rows by line and the others are rejected") {
  const MadeUpHolder holder(kFields, 2);
  const std::string input = holder.folder.put(
      "in.csv", std::string(kHeader) +
                    "a,Ann,Lee,,,\nb,Bob,Ng,,,\na,Ann,Ng,,,\na,Eve,Ng,,,\n a ,Zoe,Ng,,,\n");
  const auto summary = encode_file(holder, input, holder.folder / "out", holder.folder / "rejects");
  REQUIRE(summary);
  CHECK(summary.value().ledger.read.all() == 5);
  CHECK(summary.value().rows_written() == 3);
  CHECK(summary.value().records_written == 2);
  CHECK(summary.value().ledger.rejected_for(Reject::too_many_rows).all() == 2);
  const std::string reason(describe(Reject::too_many_rows));
  CHECK(holder.folder.get("rejects") ==
        "line,local_id,reason\n5,a," + reason + "\n6,a," + reason + "\n");
  CHECK(read_body(holder.folder / "out").rows.size() == 3);
}

TEST_CASE("rejected rows and invalid cells are counted and the rest is encoded") {
  const MadeUpHolder holder(kFields);
  const std::string input =
      holder.folder.put("in.csv", std::string(kHeader) +
                                      "a,Ann,Lee,not a date,CV1 2AB,9434765918\n"
                                      ",Bob,Lee,,,\n"
                                      "c,Bob,Lee\n" +
                                      std::string(65, 'd') + ",Bob,Lee,,,\n" + "e,,,,,\n");
  const auto summary = encode_file(holder, input, holder.folder / "out", holder.folder / "rejects");
  REQUIRE(summary);
  CHECK(summary.value().ledger.read.all() == 5);
  CHECK(summary.value().rows_written() == 2);
  CHECK(summary.value().ledger.rejected_rows() == RejectCounts{1, 1, 1});
  const auto invalid = static_cast<std::size_t>(CellState::invalid);
  CHECK(summary.value().cells[Field::date_of_birth][invalid] == 1);
  CHECK(summary.value().cells[Field::nhs_number][invalid] == 1);
  CHECK(summary.value().cells[Field::forename][invalid] == 0);
}

TEST_CASE("a row with only its identifier is written empty") {
  const MadeUpHolder holder(kFields);
  REQUIRE(encode_file(holder, holder.folder.put("in.csv", std::string(kHeader) + "a,,,,,\n"),
                      holder.folder / "out"));
  const Body body = read_body(holder.folder / "out");
  REQUIRE(body.rows.size() == 1);
  CHECK(std::all_of(body.rows[0].begin() + Reference::kSize, body.rows[0].end(),
                    [](std::uint8_t byte) { return byte == 0; }));
}

TEST_CASE("a dry run counts the same and writes nothing") {
  const MadeUpHolder holder(kFields);
  const std::string input = holder.folder.put("in.csv", made_up_csv({1, 2, 3}));
  const auto summary = encode_file(holder, input, "");
  REQUIRE(summary);
  CHECK(summary.value().rows_written() == 3);
  CHECK(holder.folder.entries() == 1);
}

TEST_CASE("an export that cannot be encoded is refused and leaves no output") {
  struct Case {
    const char* name;
    std::string text;
    Errc code;
  };
  const Case cases[] = {
      {"every row rejected", std::string(kHeader) + "a,b\n", Errc::refused},
      {"a column without any of its fields",
       "local_id,forename,surname,date_of_birth,nhs_number\na,Ann,Lee,,\n", Errc::refused},
      {"a token column without its key",
       "local_id,forename,surname,date_of_birth,postcode\na,Ann,Lee,,\n", Errc::refused},
      {"birth without a date", "local_id,forename,surname,postcode,nhs_number,sex\na,A,B,,,M\n",
       Errc::refused},
      {"no rows", std::string(kHeader), Errc::malformed},
      {"a column that is not a field", "local_id,forename,shoe_size\na,Ann,3\n", Errc::malformed},
  };
  const MadeUpHolder holder(kFields);
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const std::string input = holder.folder.put("in.csv", c.text);
    const auto summary =
        encode_file(holder, input, holder.folder / "out", holder.folder / "rejects");
    REQUIRE_FALSE(summary);
    CHECK(summary.error().code == c.code);
    CHECK(holder.folder.entries() == 1);
  }
}

TEST_CASE("another standardiser or Unicode data or profile than this software has is refused") {
  const auto refuse = [](auto change) {
    const MadeUpHolder holder(kFields, 1, change);
    const std::string input = holder.folder.put("in.csv", made_up_csv({1}));
    const auto summary = encode_file(holder, input, holder.folder / "out");
    REQUIRE_FALSE(summary);
    CHECK(summary.error().code == Errc::refused);
    CHECK(holder.folder.entries() == 1);
  };
  refuse([](AgreementTerms& terms) { ++terms.encoding.standardiser; });
  refuse([](AgreementTerms& terms) { terms.encoding.unicode = "3.0"; });
  refuse([](AgreementTerms& terms) { terms.datasets[0].profile = "nobody"; });
}

TEST_CASE("an export in which nothing that is agreed is usable is refused") {
  const MadeUpHolder holder({Field::upn});
  for (const int usable : {0, 1}) {
    CAPTURE(usable);
    std::string text = "local_id,upn\n";
    for (int i = 0; i < 20; ++i) {
      text += std::to_string(i) + (i < usable ? ",G990251519098\n" : ",G990251519099\n");
    }
    const auto summary =
        encode_file(holder, holder.folder.put("in.csv", text), holder.folder / "out");
    CAPTURE(summary ? "" : summary.error().message);
    REQUIRE(static_cast<bool>(summary) == (usable > 0));
    if (!summary) CHECK(summary.error().message.find("no row has a usable value") != text.npos);
  }
}

TEST_CASE("an output that exists is kept unless it may be replaced") {
  const MadeUpHolder holder(kFields);
  const std::string input = holder.folder.put("in.csv", made_up_csv({1}));
  for (const char* const existing : {"out", "rejects"}) {
    CAPTURE(existing);
    const std::string path = holder.folder.put(existing, "old");
    const auto summary =
        encode_file(holder, input, holder.folder / "out", holder.folder / "rejects");
    REQUIRE_FALSE(summary);
    CHECK(summary.error().code == Errc::refused);
    CHECK(holder.folder.get(existing) == "old");
    CHECK(holder.folder.entries() == 2);
    std::filesystem::remove(path);
  }
}

TEST_CASE("published people cover every field and are encoded separately from everyone") {
  const MadeUpHolder holder(kFields);
  PerField<bool> covered;
  for (const RawRecord& person : conformance_people()) {
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      covered.values[i] = covered.values[i] || !person.cells.values[i].empty();
    }
  }
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    CAPTURE(kFieldNames[i]);
    CHECK(covered.values[i]);
  }

  // The first of these people, sent as a record of the data set, has other bits.
  const RawRecord& person = conformance_people()[0];
  std::string text(kHeader);
  text += "a";
  for (const Field field : kFields) text += "," + std::string(person.cells[field]);
  REQUIRE(encode_file(holder, holder.folder.put("in.csv", text + "\n"), holder.folder / "out"));
  const Body body = read_body(holder.folder / "out");
  REQUIRE(body.rows.size() == 1);
  for (const RowLayout::Slot& slot : body.header.layout.slots) {
    CAPTURE(slot.name);
    const auto column = [&](const Bytes& row) {
      return to_hex(ByteView(row).subspan(slot.offset, slot.size));
    };
    CHECK(column(body.rows[0]) != column(body.conformance[0]));
    CHECK(column(body.conformance[0]).find_first_not_of('0') != std::string::npos);
  }
}

TEST_CASE("conformance rows follow only from secret and project and encoding") {
  const MadeUpHolder one(kFields, 1, [](AgreementTerms& terms) { terms.title = "Another title"; });
  const MadeUpHolder two(kFields);
  MadeUpHolder other(kFields);
  other.secret = keys::Secret::for_rehearsal(2);
  std::vector<std::vector<Bytes>> conformance;
  for (const MadeUpHolder* const holder : {&one, &two, static_cast<const MadeUpHolder*>(&other)}) {
    REQUIRE(encode_file(*holder, holder->folder.put("in.csv", made_up_csv({1})),
                        holder->folder / "out"));
    conformance.push_back(read_body(holder->folder / "out").conformance);
  }
  CHECK(conformance[0] == conformance[1]);
  CHECK(conformance[0] != conformance[2]);
}

// The bits set in the person filters of rows.
double share_of_bits(const Body& body, const std::vector<Bytes>& rows) {
  const RowLayout::Slot& person = body.header.layout.slots[0];
  double set = 0;
  for (const Bytes& row : rows) {
    for (const std::uint8_t byte : ByteView(row).subspan(person.offset, person.size))
      set += std::popcount(byte);
  }
  return set / static_cast<double>(rows.size() * person.size * 8);
}

TEST_CASE("rows and conformance rows are hardened as the agreement says") {
  const auto encoded = [](std::optional<Hardening> hardening) {
    const MadeUpHolder holder(kFields, 1, [&](AgreementTerms& terms) {
      terms.encoding.columns[0].hardening = hardening;
    });
    REQUIRE(encode_file(holder, holder.folder.put("in.csv", made_up_csv({1, 2, 3})),
                        holder.folder / "out"));
    return read_body(holder.folder / "out");
  };
  const Body plain = encoded({});
  for (const Hardening hardening :
       {Hardening{Hardening::Kind::diffusion, 3}, Hardening{Hardening::Kind::saul, 1}}) {
    CAPTURE(static_cast<int>(hardening.kind));
    const Body hardened = encoded(hardening);
    CHECK(share_of_bits(hardened, hardened.rows) > share_of_bits(plain, plain.rows));
    CHECK(share_of_bits(hardened, hardened.conformance) > share_of_bits(plain, plain.conformance));
    CHECK(hardened.rows.size() == plain.rows.size());
  }
}

}  // namespace
}  // namespace tally::encoder::encode_test
