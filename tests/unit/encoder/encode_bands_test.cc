// Submissions with bands, from the export to the body.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "encoder/encode/conformance.h"
#include "encoder/encode/encode.h"
#include "protocol/agreement/encodings.h"
#include "tests/unit/encoder/made_up_holder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::encoder::encode_bands_test {
namespace {

using protocol_vectors::band_vectors;
using protocol_vectors::list;
using protocol_vectors::text;

// The first data set of an agreement of the vectors, with their keys.
struct Holder {
  explicit Holder(const std::string& file = "few_bands.agreement.json")
      : agreement(protocol_vectors::agreement(file)) {}

  TemporaryFolder folder;
  Agreement agreement;
  ReferenceKey reference_key{protocol_vectors::bytes(band_vectors(), "reference_key")};
  keys::Secret secret = secret_of_vectors();

  static keys::Secret secret_of_vectors() {
    std::array<std::uint8_t, keys::Secret::kSize> array{};
    std::ranges::copy(protocol_vectors::bytes(band_vectors(), "secret"), array.begin());
    return keys::Secret::from_bytes(array);
  }
  Bytes encode(const std::string& csv) const {
    Bytes out;
    EncodeRequest request{
        agreement, DatasetIndex{0}, reference_key, secret, {folder.put("in.csv", csv), {}}};
    request.scratch_folder = folder.path();
    request.output = [&](ByteView bytes) {
      out.insert(out.end(), bytes.begin(), bytes.end());
      return Status();
    };
    const Result<EncodeSummary> summary = tally::encoder::encode(request);
    CAPTURE(summary ? "" : summary.error().message);
    REQUIRE(summary);
    return out;
  }
};

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
Body read_body(const Holder& holder, const Bytes& bytes) {
  return read_body(holder.folder.put("body", std::string(bytes.begin(), bytes.end())));
}

constexpr Field kFields[] = {Field::forename, Field::surname,  Field::date_of_birth,
                             Field::sex,      Field::postcode, Field::upn};
constexpr std::string_view kHeader = "local_id,forename,surname,date_of_birth,sex,postcode,upn\n";

std::string family_csv() {
  std::string csv(kHeader);
  for (const Json& vector : list(band_vectors(), "family")) {
    csv += text(vector, "local_id");
    for (const Field field : kFields) {
      const Json* value = vector.find("person")->find(name_of(field));
      csv += "," + (value ? *value->as_string() : std::string());
    }
    csv += "\n";
  }
  return csv;
}

TEST_CASE("rows and nearest counts of a submission are those of the vectors") {
  const Holder holder;
  const Body expected = read_body(protocol_vectors::path_of("few_bands.encodings"));
  const Body found = read_body(holder, holder.encode(family_csv()));
  CHECK(found.header.key_check == expected.header.key_check);
  CHECK(found.header.layout.slots == expected.header.layout.slots);
  CHECK(found.header.nearest == expected.header.nearest);
  REQUIRE(found.rows.size() == expected.rows.size());
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    CAPTURE(i);
    CHECK(to_hex(found.rows[i]) == to_hex(expected.rows[i]));
  }
}

// Children of few families: siblings, twins and namesakes, some with a second row.
std::string families_csv(std::size_t children) {
  constexpr const char* kFirst[] = {"Alice", "Bob", "Chloe", "Dev", "Ella", "Finn", "Grace"};
  constexpr const char* kLast[] = {"Smith", "Jones", "Patel", "Brown", "Khan"};
  std::string csv(kHeader);
  for (std::size_t i = 0; i < children; ++i) {
    const std::size_t family = i / 3;
    const std::string row = std::string(kFirst[i % 7]) + "," + kLast[family % 5] + ",201" +
                            std::to_string(i % 4) + "-03-0" + std::to_string(1 + family % 9) +
                            ",F,CV" + std::to_string(1 + family % 8) + " 2AB,\n";
    const std::string id = "P" + std::to_string(i) + ",";
    csv += id + row;
    if (i % 11 == 0) csv += id + row;
  }
  return csv;
}

TEST_CASE("no two records of a submission share a band") {
  const Holder holder;
  const Body body = read_body(holder, holder.encode(families_csv(400)));
  REQUIRE(body.rows.size() > 400);
  for (const RowLayout::Slot& slot : body.header.layout.slots) {
    for (std::size_t band = 0; band < slot.bands; ++band) {
      std::map<std::string, std::set<std::string>> records;
      const std::size_t size = slot.bits / 8;
      for (const Bytes& row : body.rows) {
        const std::string value = to_hex(ByteView(row).subspan(slot.offset + band * size, size));
        records[value].insert(to_hex(ByteView(row).first(Reference::kSize)));
      }
      std::size_t shared = 0;
      for (const auto& [value, some] : records) shared += some.size() > 1 ? 1U : 0U;
      CHECK(shared == 0);
    }
  }
}

TEST_CASE("the order of the export changes no band") {
  const Holder holder;
  const std::string csv = families_csv(100);
  std::string reversed;
  for (std::size_t end = csv.size(); end > kHeader.size();) {
    const std::size_t begin = csv.rfind('\n', end - 2) + 1;
    reversed += csv.substr(begin, end - begin);
    end = begin;
  }
  CHECK(holder.encode(csv) == holder.encode(std::string(kHeader) + reversed));
}

TEST_CASE("conformance people keep their bands also where they share them") {
  const Holder holder;
  const Body one = read_body(holder, holder.encode(families_csv(5)));
  const Body other = read_body(holder, holder.encode(families_csv(50)));
  CHECK(one.conformance == other.conformance);
  REQUIRE(one.conformance.size() == conformance_people().size());
  const RowLayout::Slot& slot = one.header.layout.slots[0];
  const bool any = std::ranges::any_of(one.conformance, [&](const Bytes& row) {
    return std::ranges::any_of(ByteView(row).subspan(slot.offset, slot.size),
                               [](std::uint8_t byte) { return byte != 0; });
  });
  CHECK(any);
}

TEST_CASE("every record of the sample is in the nearest counts") {
  const Holder holder;
  const Body body = read_body(holder, holder.encode(families_csv(300)));
  REQUIRE(body.header.nearest.size() == 1);
  std::uint32_t sampled = 0;
  for (const std::uint32_t count : body.header.nearest[0]) sampled += count;
  CHECK(sampled == 300);
  CHECK(body.header.nearest[0][0] < 100);  // most have a sibling or namesake
}

// Two records of one person share all 64 bands of every column: log2(65) for each. The school
// supplies all seven columns, the register only the three of names and birth.
TEST_CASE("nearest counts for a data set are over the columns that it supplies too") {
  const Holder holder("banded.agreement.json");
  const std::string row =
      "Ann,Mary,Lee,2011-03-04,F,CV1 2AB,12,High Street,Coventry,Wales,9434765919\n";
  const Body body = read_body(
      holder, holder.encode(
                  "local_id,forename,middle_names,surname,date_of_birth,sex,postcode,house,street,"
                  "town,other_1,nhs_number\na," +
                  row + "b," + row));
  REQUIRE(body.header.nearest.size() == 2);
  CHECK(body.header.nearest[0][84] == 2);
  CHECK(body.header.nearest[1][36] == 2);
}

}  // namespace
}  // namespace tally::encoder::encode_bands_test
