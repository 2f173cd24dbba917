#include "encoder/hash/hash.h"

#include <bit>
#include <set>
#include <string>

#include "tests/unit/encoder/hashed_people.h"

namespace tally::encoder::hash_test {
namespace {

using namespace hashed_people;
using protocol_vectors::list;
using protocol_vectors::text;
using protocol_vectors::vectors;

TEST_CASE("rows are those of the vectors") {
  const Json::Array& people = list(vectors(), "people");
  for (const Json& vector : list(vectors(), "rows")) {
    CAPTURE(text(vector, "agreement"));
    Fixture fixture(text(vector, "agreement"));
    const Json::Array& rows = list(vector, "rows");
    REQUIRE(rows.size() == people.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CAPTURE(i);
      fixture.hash(record_of(people[i]));
      for (const RowLayout::Slot& slot : fixture.layout.slots) {
        CAPTURE(slot.name);
        CHECK(to_hex(fixture.column(slot.name)) == text(rows[i], slot.name));
      }
    }
  }
}

TEST_CASE("a row does not show what was hashed before it") {
  Fixture fixture("detailed.agreement.json");
  const Json::Array& people = list(vectors(), "people");
  fixture.hash(record_of(people[0]));
  fixture.hash(StandardRecord{});
  CHECK(fixture.row == Bytes(fixture.layout.row_size));
}

TEST_CASE("the caches of values and tokens change no row") {
  for (const char* const file : {"single.agreement.json", "grouped.agreement.json",
                                 "detailed.agreement.json", "hardened.agreement.json"}) {
    CAPTURE(file);
    Fixture used(file);
    Hasher crowded(used.agreement.encoding(), used.layout, used.derivation, 0);
    Bytes row(used.layout.row_size);
    StandardRecord record = record_of(list(vectors(), "people")[0]);
    for (std::size_t i = 0; i < 6000;
         ++i) {  // more rows than those after which values that never repeat are no longer kept
      record.values[Field::surname] = "NAME" + std::to_string(i * 7919 % 5000);
      used.hash(record);
      crowded.hash(record, row);
      used.hardener.harden(row);
      if (row != used.row) FAIL("row " << i);
      if (i % 997 != 0) continue;
      Fixture fresh(file);
      CHECK(std::ranges::equal(row, fresh.hash(record)));
    }
  }
}

TEST_CASE("the reference in front does not change") {
  Fixture fixture("grouped.agreement.json");
  std::fill_n(fixture.row.begin(), Reference::kSize, std::uint8_t{0xA5});
  fixture.hash(record_of(list(vectors(), "people")[0]));
  for (std::size_t i = 0; i < Reference::kSize; ++i) CHECK(fixture.row[i] == 0xA5);
}

TEST_CASE("a missing field inserts nothing") {
  Fixture fixture("grouped.agreement.json");
  fixture.hash(StandardRecord{});
  for (const RowLayout::Slot& slot : fixture.layout.slots) CHECK(fixture.bits_set(slot.name) == 0);
}

TEST_CASE("sex never fills the birth filter without a date of birth") {
  Fixture fixture("grouped.agreement.json");
  StandardRecord record;
  record.values[Field::sex] = "M";
  fixture.hash(record);
  CHECK(fixture.bits_set("birth") == 0);
  CHECK(fixture.bits_set("person") > 0);
  record.values[Field::date_of_birth] = "20110304";
  fixture.hash(record);
  const std::size_t with_sex = fixture.bits_set("birth");
  record.values[Field::sex].clear();
  fixture.hash(record);
  CHECK(fixture.bits_set("birth") > 0);
  CHECK(fixture.bits_set("birth") < with_sex);
}

TEST_CASE("swapped names set nearly the same bits of the person filter") {
  Fixture fixture("grouped.agreement.json");
  StandardRecord record;
  record.values[Field::forename] = "ALICE";
  record.values[Field::surname] = "JOHNSON";
  const ByteView first = fixture.hash(record);
  const Bytes row(first.begin(), first.end());
  std::swap(record.values[Field::forename], record.values[Field::surname]);
  fixture.hash(record);
  std::size_t both = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    both +=
        static_cast<std::size_t>(std::popcount(static_cast<std::uint8_t>(row[i] & fixture.row[i])));
  }
  std::size_t one = 0;
  for (const std::uint8_t byte : row) one += static_cast<std::size_t>(std::popcount(byte));
  CHECK(10 * both >= 8 * one);
}

TEST_CASE("a feature sets the first positions of its tokens and no other bit") {
  Fixture fixture("single.agreement.json");
  const Column& person = *fixture.agreement.encoding().find("person");
  for (const Feature& feature : person.features) {
    CAPTURE(name_of(feature.field));
    StandardRecord record;
    const bool date = feature.field == Field::date_of_birth;
    const std::string value = date ? "20110304" : "ANNA";
    record.values[feature.field] = value;
    fixture.hash(record);

    TokenList tokens;
    tokenise(feature.tokens, value, tokens);
    auto key = fixture.derivation.position_key("person", feature.space, person.bits);
    std::set<std::uint32_t> expected;
    std::size_t total = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::size_t each =
          feature.count / tokens.size() + (i < feature.count % tokens.size() ? 1 : 0);
      std::vector<std::uint32_t> positions(each);
      key.positions(tokens[i], positions);
      expected.insert(positions.begin(), positions.end());
      total += each;
    }
    CHECK(total == feature.count);
    CHECK(fixture.bits_set("person") == expected.size());
    for (const std::uint32_t p : expected) {
      CHECK((fixture.column("person")[p / 8] >> (p % 8) & 1) == 1);
    }
  }
}

TEST_CASE("two filters never share positions") {
  Fixture fixture("detailed.agreement.json");
  StandardRecord record;
  record.values[Field::other_1] = "COVENTRY";
  record.values[Field::other_2] = "COVENTRY";
  fixture.hash(record);
  const ByteView other_1 = fixture.column("other_1");
  const ByteView other_2 = fixture.column("other_2");
  REQUIRE(other_1.size() == other_2.size());
  CHECK_FALSE(std::equal(other_1.begin(), other_1.end(), other_2.begin()));
}

}  // namespace
}  // namespace tally::encoder::hash_test
