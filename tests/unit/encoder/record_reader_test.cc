#include "encoder/profiles/record_reader.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/encoder/one_standardiser.h"

namespace tally::encoder::record_reader_test {
namespace {

Result<RecordReader> open(const TemporaryFolder& folder, const std::string& text) {
  return RecordReader::open(one_standardiser(), find_profile("person").value(),
                            {folder.put("a.csv", text), {}}, 1);
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
        {"local_id\nA1\n", "a.csv:1: no column that the profile reads, except \"local_id\""},
        {"surname,sex\nSmith,F\n", "a.csv:1: no column \"local_id\""},
        {"local_id;surname\nA1;\"Smith\"\n", "a.csv:1: the cells are separated by ';'"},
        {"\"local_id\";\"surname\"\nA1;Smith\n", "a.csv:1: the cells are separated by ';'"},
        {"local_id\tsurname\r\nA1\tSmith\r\n", "a.csv:1: the cells are separated by tabs"},
        {"local_id,surname,Surname\nA1,a,b\n", "a.csv:1: column \"surname\" comes twice"},
        {"local_id,local_id,sex\nA1,A1,F\n", "a.csv:1: column \"local_id\" comes twice"},
        {"local_id,dob\nA1,2010-01-01\n", "a.csv:1: column \"dob\": not a field"},
        {"local_id,\nA1,\n", "a.csv:1: an empty column: the header has no name for it"},
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

// The rows that a profile reads from a CSV and its tables, one on each line: local_id, then the
// given cells.
struct Reads {
  std::string profile;
  std::string csv;
  std::vector<std::pair<std::string, std::string>> tables;
  std::uint32_t rows = 1;
};

std::string rows_of(const Reads& reads, const std::vector<Field>& fields) {
  const TemporaryFolder folder;
  SourceFiles files{folder.put("a.csv", reads.csv), {}};
  for (const auto& [name, text] : reads.tables) {
    files.tables.push_back({name, folder.put(name + ".csv", text)});
  }
  const Profile profile = parse_profile("title: a test\n" + reads.profile, "test").value();
  RecordReader reader = RecordReader::open(one_standardiser(), profile, files, reads.rows).value();
  std::string text;
  while (reader.next().value()) {
    text += reader.is_alternate() ? "+" : std::string(reader.record().local_id);
    if (reader.reject()) {
      text += reader.reject() == Reject::unborn ? " unborn" : " left out";
    } else {
      for (const Field field : fields) text += " " + std::string(reader.record().cells[field]);
    }
    text += "\n";
  }
  return text;
}

TEST_CASE("dates are read in the layout that is declared and in no other") {
  struct Case {
    const char* layout;
    const char* cell;
    const char* date;
  };
  const char* other = "in another layout";
  for (const Case& c : {Case{"year month day", "2010-03-04", "2010-03-04"},
                        {"year month day", "20100304", "2010-03-04"},
                        {"year month day", "2010/3/4", "2010-03-04"},
                        {"year month day", "2010-03-04T00:00:00.000", "2010-03-04"},
                        {"year month day", "2010-00-00", "2010-00-00"},
                        {"year month day", "2010-86-04", "2010-86-04"},
                        {"year month day", "04/03/2010", other},
                        {"year month day", "2010-03", other},
                        {"year month day", "N/K", "N/K"},
                        {"day month year", "4/3/2010", "2010-03-04"},
                        {"day month year", "04-03-2010 12:00 AM", "2010-03-04"},
                        {"day month year", "04032010", "2010-03-04"},
                        {"day month year", "- /03/2010", "2010-03-00"},
                        {"day month year", "-/03/2010", "2010-03-00"},
                        {"day month year", "4/3/10", other},
                        {"day month year", "2010-03-04", other},
                        {"year name day", "2010-Mar-04 00:00:00", "2010-03-04"},
                        {"year name day", "2010-march-4", "2010-03-04"},
                        {"year name day", "2010-Mai-04", other},
                        {"year name day", "2010-03-04", other},
                        {"excel serial", "40241", "2010-03-04"},
                        {"excel serial", "40241.5", "2010-03-04"},
                        {"excel serial", "61", "1900-03-01"},
                        {"excel serial", "60", other},
                        {"excel serial", "2010-03-04", other}}) {
    CAPTURE(c.layout);
    CAPTURE(c.cell);
    const Reads reads{"local_id: id\ndate_of_birth: born; " + std::string(c.layout) + "\n",
                      "id,born\n1," + std::string(c.cell) + "\n",
                      {}};
    CHECK(rows_of(reads, {Field::date_of_birth}) == "1 " + std::string(c.date) + "\n");
  }
}

TEST_CASE("a date in parts has zeros for its unknown parts") {
  const Reads reads{"local_id: id\ndate_of_birth: y + m + d; parts\n",
                    "id,y,m,d\n1,2010,3,4\n2,2010,00,\n3,,,\n4,2010,XX,1\n",
                    {}};
  CHECK(rows_of(reads, {Field::date_of_birth}) ==
        "1 2010-03-04\n2 2010-00-00\n3 \n4 in another layout\n");
}

TEST_CASE("the first place with a value counts and codes may empty one") {
  const Reads reads{
      "local_id: upn, id\nsex: sex, gender; 1 is M; U is not known\nsurname: a + b\n"
      "upn: upn; un3 is not known\nnhs_number: nhs where status is 01 | 1\n",
      "id,upn,sex,gender,a,b,nhs,status\n"
      "i1,,u,1,Van,Dam,9434765919,1\n"
      "i2,UN3,F,1,, Ng ,9434765919,02\n",
      {}};
  CHECK(rows_of(reads, {Field::sex, Field::surname, Field::upn, Field::nhs_number}) ==
        "i1 M Van Dam  9434765919\nUN3 F Ng  \n");
}

TEST_CASE("of a table the newest row with a value counts") {
  const Reads reads{
      "local_id: id\ntable homes: child is id; newest since, day month year\n"
      "postcode: homes.home, homes.placement\nalternate postcode: homes.home\n",
      "id\n1\n2\n3\n",
      {{"homes",
        "child,since,home,placement\n1,01/02/2010,CV1 1AA,CV9 9ZZ\n1,,CV2 2BB,\n"
        "1,1/12/2012,,CV9 9ZZ\n1,30/11/2012,CV3 3DD,\n1,01/01/2009,cv33dd,\n2,,,CV9 9ZZ\n"}},
      4};
  CHECK(rows_of(reads, {Field::postcode}) == "1 CV3 3DD\n+ CV1 1AA\n+ CV2 2BB\n2 CV9 9ZZ\n3 \n");
}

TEST_CASE("alternates are other values of one field up to the allowed rows") {
  const std::string profile =
      "local_id: id\nforename: f\nalternate forename: known\nsurname: s\n"
      "alternate surname: former, other\nalternate surname: parts\n";
  const std::string csv =
      "id,f,known,s,former,other\n"
      "1,Ann,Annie,Van Dam-Ng,VAN DAM NG,N/K\n"
      "2,Bob,bob,Lee,Li,lee\n";
  CHECK(rows_of({profile, csv, {}, 8}, {Field::forename, Field::surname}) ==
        "1 Ann Van Dam-Ng\n+ Annie Van Dam-Ng\n+ Ann VAN DAM\n+ Ann NG\n"
        "2 Bob Lee\n+ Bob Li\n");
  CHECK(rows_of({profile, csv, {}, 2}, {Field::forename, Field::surname}) ==
        "1 Ann Van Dam-Ng\n+ Annie Van Dam-Ng\n2 Bob Lee\n+ Bob Li\n");
  CHECK(rows_of({profile, csv, {}, 1}, {Field::surname}) == "1 Van Dam-Ng\n2 Lee\n");
}

TEST_CASE("a record with any expected date and no date of birth is unborn") {
  const Reads reads{
      "local_id: id\nsurname: s\ndate_of_birth: born; year month day\n"
      "expected_date: due; year month day\n",
      "id,s,born,due\n1,Ng,,2026-05-01\n2,Ng,N/K,2026-05-01\n3,Ng,,01/05/2026\n4,Ng,,May\n"
      "5,Ng,2026-05-02,2026-05-01\n6,Ng,,\n7,Ng,,N/K\n8,Ng,0000-00-00,2026-05-01\n",
      {},
      4};
  CHECK(rows_of(reads, {Field::surname}) ==
        "1 unborn\n2 unborn\n3 unborn\n4 unborn\n5 Ng\n6 Ng\n7 Ng\n8 unborn\n");
}

TEST_CASE("records are left out as the profile says and never because the column is missing") {
  const std::string profile =
      "local_id: id\nsurname: s\nonly: due\nleave out: still where still is 1\n";
  CHECK(rows_of({profile, "id,s,due,still\n1,Ng,x,0\n2,Ng,,0\n3,Ng,x,1\n", {}}, {Field::surname}) ==
        "1 Ng\n2 left out\n3 left out\n");
  const TemporaryFolder folder;
  const Result<RecordReader> reader = RecordReader::open(
      one_standardiser(), parse_profile("title: a test\n" + profile, "test").value(),
      {folder.put("a.csv", "id,s,due\n1,Ng,x\n"), {}}, 1);
  REQUIRE_FALSE(reader);
  CHECK(reader.error().message.ends_with(
      "a.csv:1: no column \"still\", which the profile needs to leave records out"));
}

TEST_CASE("a field is supplied if a column of the files can fill it") {
  const Profile profile =
      parse_profile(
          "title: a test\nlocal_id: id\ntable person: pid is id\nsurname: person.s\n"
          "nhs_number: nhs where status is 01\nsex: sex, gender\n",
          "test")
          .value();
  const TemporaryFolder folder;
  const SourceFiles unjoined{folder.put("a.csv", "id,nhs,gender\n1,9434765919,F\n"), {}};
  const RecordReader reader = RecordReader::open(one_standardiser(), profile, unjoined, 1).value();
  CHECK_FALSE(reader.fields()[Field::surname]);
  CHECK_FALSE(reader.fields()[Field::nhs_number]);
  CHECK(reader.fields()[Field::sex]);
  SourceFiles joined = unjoined;
  joined.tables.push_back({"person", folder.put("p.csv", "pid,s\n1,Ng\n")});
  CHECK(
      RecordReader::open(one_standardiser(), profile, joined, 1).value().fields()[Field::surname]);
}

}  // namespace
}  // namespace tally::encoder::record_reader_test
