#include "encoder/profile.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/unit/common/temporary_folder.h"

namespace tally::encoder::profile_test {
namespace {

Result<RecordReader> open(const TemporaryFolder& folder, const std::string& text) {
  return RecordReader::open("person", folder.put("a.csv", text));
}

Error error_of(const std::string& text) {
  const TemporaryFolder folder;
  const Result<RecordReader> reader = open(folder, text);
  REQUIRE_FALSE(reader);
  return reader.error();
}

TEST_CASE("a person file is read by its header in any order and case") {
  const TemporaryFolder folder;
  RecordReader reader =
      open(folder, "\xEF\xBB\xBF Surname ,LOCAL_ID,sex\r\nSmith, A1 ,F\r\n\"O\nB\",A2,\r\n")
          .value();
  CHECK(reader.fields()[Field::surname]);
  CHECK(reader.fields()[Field::sex]);
  CHECK_FALSE(reader.fields()[Field::forename]);
  REQUIRE(reader.next().value());
  CHECK(reader.record().line == 2);
  CHECK(reader.record().local_id == "A1");
  CHECK(reader.record().cells[Field::surname] == "Smith");
  CHECK(reader.record().cells[Field::sex] == "F");
  CHECK(reader.record().cells[Field::forename].empty());
  REQUIRE(reader.next().value());
  CHECK(reader.record().line == 3);
  CHECK(reader.record().cells[Field::surname] == "O\nB");
  CHECK_FALSE(reader.next().value());
}

TEST_CASE("rows that cannot be records say why") {
  const TemporaryFolder folder;
  const std::string most(64, 'x');
  RecordReader reader = open(folder,
                             "local_id,surname\n"
                             "A1,Smith\nA2\nA3,a,b\n ,Smith\n" +
                                 most + ",s\n" + most + "x,s\n")
                            .value();
  const std::vector<std::optional<Reject>> expected = {
      std::nullopt, Reject::wrong_cell_count, Reject::wrong_cell_count, Reject::no_local_id,
      std::nullopt, Reject::local_id_too_long};
  for (const std::optional<Reject>& reject : expected) {
    REQUIRE(reader.next().value());
    CAPTURE(reader.record().line);
    const bool same = reader.reject() == reject;
    CHECK(same);
  }
  CHECK_FALSE(reader.next().value());
}

TEST_CASE("a bad header is malformed and named") {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const Case& c :
       {Case{"", "a.csv: empty"},
        {"local_id,surname\n", "a.csv: no rows after the header"},
        {"local_id\nA1\n", "a.csv:1: no column but local_id"},
        {"surname,sex\nSmith,F\n", "a.csv:1: no column \"local_id\""},
        {"local_id,surname,Surname\nA1,a,b\n", "a.csv:1: column \"surname\" comes twice"},
        {"local_id,local_id,sex\nA1,A1,F\n", "a.csv:1: column \"local_id\" comes twice"},
        {"local_id,dob\nA1,2010-01-01\n", "a.csv:1: column \"dob\": not a field"},
        {"local_id,\nA1,\n", "a.csv:1: column \"\": not a field"},
        {"local_id,\x1B[31m\nA1,\n", "a.csv:1: column \"?[31m\": not a field"}}) {
    CAPTURE(c.text);
    const Error error = error_of(c.text);
    CHECK(error.code == Errc::malformed);
    CHECK(error.message.ends_with(c.message));
  }
  CHECK(error_of("local_id,dob\nA1,2010-01-01\n").hint.find("date_of_birth") != std::string::npos);
}

TEST_CASE("a file without a header shows none of its cells in the message") {
  const Error error = error_of("A1,Xanthippe,F\nA2,Yolanda,F\n");
  CHECK(error.message.find("Xanthippe") == std::string::npos);
  CHECK(error.message.find("xanthippe") == std::string::npos);
}

TEST_CASE("a profile that does not exist is refused with the list") {
  CHECK(check_profile("person"));
  const Status status = check_profile("persons");
  REQUIRE_FALSE(status);
  CHECK(status.error().code == Errc::refused);
  CHECK(status.error().hint == "the profiles are: person");
}

}  // namespace
}  // namespace tally::encoder::profile_test
