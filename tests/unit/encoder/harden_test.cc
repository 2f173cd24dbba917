#include "encoder/hash/harden.h"

#include <algorithm>
#include <bit>
#include <sstream>
#include <string>
#include <vector>

#include "tests/unit/encoder/hashed_people.h"

namespace tally::encoder::harden_test {
namespace {

using namespace hashed_people;
using protocol_vectors::list;
using protocol_vectors::text;
using protocol_vectors::vectors;

// The columns of hardened.agreement.json that are hardened.
constexpr std::string_view kHardened[] = {"person", "names", "birth", "address"};

StandardRecord anna() {
  return record_of(list(vectors(), "people")[0]);
}

std::size_t bits_that_differ(ByteView a, ByteView b) {
  std::size_t bits = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    bits += static_cast<std::size_t>(std::popcount(static_cast<std::uint8_t>(a[i] ^ b[i])));
  }
  return bits;
}

Bytes column_of(Fixture& fixture, const StandardRecord& record, std::string_view name) {
  fixture.hash(record);
  const ByteView column = fixture.column(name);
  return {column.begin(), column.end()};
}

Diffusion diffusion(std::uint32_t bits, std::uint32_t t) {
  return {keys::DiffusionKey(Bytes(32, 9), bits), bits, t};
}

TEST_CASE("the positions of diffusion are those of the vectors") {
  for (const Json& vector : list(vectors(), "diffusions")) {
    const std::uint32_t bits = protocol_vectors::number(vector, "bits");
    const std::uint32_t t = protocol_vectors::number(vector, "t");
    CAPTURE(t);
    const Diffusion made(keys::DiffusionKey(protocol_vectors::bytes(vector, "key"), bits), bits, t);
    std::istringstream expected(text(vector, "positions"));
    for (const std::uint32_t position : made.positions()) {
      std::uint32_t wanted = bits;
      expected >> wanted;
      if (position != wanted) FAIL_CHECK(position << " is not " << wanted);
    }
    CHECK((expected >> std::ws).eof());
  }
}

TEST_CASE("every position is in exactly t bits of a diffused filter and in no bit twice") {
  for (const std::uint32_t t : {2U, 3U, 7U, 15U}) {
    CAPTURE(t);
    const Diffusion made = diffusion(576, t);
    std::vector<std::uint32_t> uses(576);
    for (std::size_t j = 0; j < uses.size(); ++j) {
      const auto own = made.positions().subspan(j * t, t);
      for (const std::uint32_t position : own) {
        ++uses[position];
        CHECK(std::ranges::count(own, position) == 1);
      }
    }
    CHECK(std::ranges::count(uses, t) == 576);
  }
}

TEST_CASE("a position changes exactly the bits that it is in") {
  Diffusion made = diffusion(512, 3);
  for (const std::uint32_t position : {0U, 77U, 511U}) {
    Bytes filter(64);
    filter[position / 8] = static_cast<std::uint8_t>(1U << position % 8);
    made.apply(filter);
    for (std::uint32_t j = 0; j < 512; ++j) {
      const bool is_in = std::ranges::count(made.positions().subspan(j * 3, 3), position) != 0;
      CHECK((filter[j / 8] >> j % 8 & 1) == (is_in ? 1 : 0));
    }
  }
}

TEST_CASE("a filter without a token stays empty when it is hardened") {
  Fixture fixture("hardened.agreement.json");
  fixture.hash(StandardRecord{});
  CHECK(fixture.row == Bytes(fixture.layout.row_size));
  StandardRecord record;
  record.values[Field::sex] = "F";
  fixture.hash(record);
  CHECK(fixture.bits_set("person") > 0);
  CHECK(fixture.bits_set("birth") == 0);
  CHECK(fixture.bits_set("names") == 0);
}

TEST_CASE("a filter of SAUL stays empty without the field that it needs") {
  AgreementTerms terms = protocol_vectors::agreement("hardened.agreement.json").terms();
  Column& birth = terms.encoding.columns[2];
  REQUIRE(birth.needs == Field::date_of_birth);
  birth.hardening = Hardening{Hardening::Kind::saul, 2};
  Fixture fixture(Agreement::make(terms).value());
  StandardRecord record;
  record.values[Field::sex] = "F";
  fixture.hash(record);
  CHECK(fixture.bits_set("birth") == 0);
  record.values[Field::date_of_birth] = "20110304";
  fixture.hash(record);
  CHECK(fixture.bits_set("birth") > 0);
}

TEST_CASE("about half of the bits of a filter of SAUL are set") {
  Fixture fixture("hardened.agreement.json");
  fixture.hash(anna());
  for (const std::string_view name : {"names", "address"}) {
    CAPTURE(name);
    const std::size_t bits = fixture.column(name).size() * 8;
    CHECK(fixture.bits_set(name) * 10 > bits * 4);
    CHECK(fixture.bits_set(name) * 10 < bits * 6);
  }
}

TEST_CASE("records that differ in one letter stay nearer than strangers when they are hardened") {
  Fixture fixture("hardened.agreement.json");
  StandardRecord near = anna();
  near.values[Field::surname] = "NOVAC";
  near.values[Field::date_of_birth] = "20100413";
  near.values[Field::house] = "13A";
  StandardRecord stranger = record_of(list(vectors(), "people")[12]);
  for (const std::string_view name : kHardened) {
    CAPTURE(name);
    const Bytes own = column_of(fixture, anna(), name);
    const std::size_t to_near = bits_that_differ(own, column_of(fixture, near, name));
    CHECK(to_near > 0);
    CHECK(to_near * 5 < bits_that_differ(own, column_of(fixture, stranger, name)) * 4);
  }
}

TEST_CASE("swapped names change few bits of a filter of SAUL") {
  Fixture fixture("hardened.agreement.json");
  StandardRecord record;
  record.values[Field::forename] = "ALICE";
  record.values[Field::surname] = "JOHNSON";
  const Bytes first = column_of(fixture, record, "names");
  std::swap(record.values[Field::forename], record.values[Field::surname]);
  CHECK(bits_that_differ(first, column_of(fixture, record, "names")) == 0);
}

TEST_CASE("with one token a filter of SAUL is the XOR of its signs") {
  Fixture fixture("hardened.agreement.json");
  StandardRecord record;
  record.values[Field::house] = "7";
  fixture.hash(record);
  std::vector<std::uint64_t> words(8);
  fixture.derivation.sign_key("address", "house").signs("1:7", words);
  for (std::size_t i = 0; i < 512; ++i) {
    CHECK((fixture.column("address")[i / 8] >> i % 8 & 1) == (words[i / 64] >> i % 64 & 1));
  }
}

}  // namespace
}  // namespace tally::encoder::harden_test
