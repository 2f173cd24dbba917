// docs/formats/profile.md: its grammar, its worked example, and the profiles that ship.
#include "encoder/profiles/profile.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/file_reader.h"
#include "encoder/profiles/explain.h"
#include "encoder/profiles/record_reader.h"
#include "protocol/base/agreement_words.h"
#include "protocol/base/limits.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/encoder/one_standardiser.h"

namespace tally::encoder::profile_test {
namespace {

std::string page() {
  return read_file(std::string(TALLY_VECTORS) + "/../../docs/formats/profile.md", 1 << 20).value();
}

// The text of the block of the page that begins with this line.
std::string block(const std::string& first_line) {
  const std::string text = page();
  const std::size_t begin = text.find("```\n" + first_line);
  REQUIRE(begin != text.npos);
  return text.substr(begin + 4, text.find("```", begin + 4) - begin - 4);
}

TEST_CASE("every profile that ships parses and explains itself") {
  for (const ShippedProfile& shipped : shipped_profiles()) {
    CAPTURE(shipped.name);
    const Result<Profile> profile = find_profile(std::string(shipped.name));
    REQUIRE(profile);
    CHECK_FALSE(profile.value().about.empty());
    CHECK_FALSE(profile.value().years.empty());
    CHECK(explain(profile.value()).find("local_id") != std::string::npos);
    CHECK(list_profiles().value().find("\n" + std::string(shipped.name)) != std::string::npos);
  }
}

TEST_CASE("an agreement may name every profile that ships and none of these has the name own") {
  for (const ShippedProfile& shipped : shipped_profiles()) {
    CAPTURE(shipped.name);
    CHECK(is_name(shipped.name));
    CHECK(shipped.name != kOwnProfile);
  }
}

TEST_CASE("the source of a field names the column and its table") {
  struct Case {
    Field field;
    const char* from;
  };
  const Profile profile = find_profile("cin_2025").value();
  for (const Case& c : {Case{Field::sex, "column ChildIdentifiers/Sex"},
                        Case{Field::forename, "column pers_forename of --with person=FILE"},
                        Case{Field::upn,
                             "column ChildIdentifiers/UPN, or column link_identifier_value of "
                             "--with identifiers=FILE"},
                        Case{Field::house, "no column"}}) {
    CAPTURE(c.from);
    CHECK(where_from(profile, c.field) == c.from);
  }
}

TEST_CASE("the worked example of the page comes out as it says") {
  const TemporaryFolder folder;
  const Profile profile = parse_profile(block("title: Looked-after"), "example").value();
  const SourceFiles files{folder.put("header.csv", block("CHILD,SEX,")),
                          {{"episodes", folder.put("episodes.csv", block("CHILD,DECOM,"))}}};
  RecordReader reader = RecordReader::open(one_standardiser(), profile, files, 2).value();
  std::string rows = "local_id,date_of_birth,sex,postcode,upn\n";
  while (reader.next().value()) {
    if (reader.reject()) {
      rows += std::string(reader.record().local_id) + ": " +
              std::string(describe(*reader.reject())) + "\n";
      continue;
    }
    rows += reader.record().local_id;
    for (const Field field : {Field::date_of_birth, Field::sex, Field::postcode, Field::upn}) {
      rows += "," + std::string(reader.record().cells[field]);
    }
    rows += "\n";
  }
  CHECK(rows == block("local_id,date_of_birth"));
}

TEST_CASE("a fault in a profile is named with its line and without its text") {
  struct Case {
    const char* text;
    const char* message;
  };
  const std::string good = "title: t\nlocal_id: id\nsurname: s\n";
  REQUIRE(parse_profile(good, "p"));
  for (const Case& c :
       {Case{"zq", "p:4: not \"fact: ...\""},
        {"zq: zq", "p:4: no such fact"},
        {"years:", "p:4: nothing after the colon"},
        {"title: zq", "p:4: given twice"},
        {"surname: zq", "p:4: given twice"},
        {"years: \x01", "p:4: not plain text"},
        {"format: zq", "p:4: neither csv nor xml"},
        {"format: xml", "p:4: xml without \"record PATH\""},
        {"format: csv; record zq", "p:4: a clause that this format does not have"},
        {"format: csv; delimiter ;", "p:4: an empty delimiter"},
        {"format: csv; delimiter zq", "p:4: a delimiter that is not one character"},
        {"columns: zq", "p:4: not \"only these\""},
        {"table zq.zq: a is b", "p:4: a table without a plain name"},
        {"table zq: zq", "p:4: neither \"KEY is COLUMN\" nor \"element PATH\""},
        {"table zq: a is b; zq", "p:4: not \"newest COLUMN, LAYOUT\""},
        {"table zq: a is b; newest c, parts", "p:4: the date layout must be for one column"},
        {"table zq: a is b; newest c, year month day; zq", "p:4: more than one clause"},
        {"table zq: element zq", "p: a table of elements in a csv"},
        {"sex: ", "p:4: nothing after the colon"},
        {"sex: ,zq", "p:4: a column without a name"},
        {"sex: zq; zq", "p:4: a clause that is neither a date layout nor"},
        {"sex: zq; is F", "p:4: a clause that is neither a date layout nor"},
        {"sex: zq; year month day", "p:4: a date layout for a field that is not a date"},
        {"sex: zq where zq", "p:4: not \"where COLUMN is VALUE\""},
        {"sex: zq where zq is a | ", "p:4: an empty value"},
        {"date_of_birth: zq", "p:4: a date without its layout"},
        {"date_of_birth: zq; parts", "p:4: parts are not YEAR + MONTH + DAY"},
        {"date_of_birth: a + b; year month day", "p:4: a date of several columns"},
        {"date_of_birth: a; year month day; excel serial", "p:4: two date layouts"},
        {"expected_date: zq", "p:4: a date without its layout"},
        {"alternate zq: zq", "p:4: alternates of an unknown field"},
        {"alternate sex: zq", "p: alternates of a field without places"}}) {
    CAPTURE(c.text);
    const Result<Profile> profile = parse_profile(good + c.text + "\n", "p");
    REQUIRE_FALSE(profile);
    CHECK(profile.error().code == Errc::malformed);
    CHECK(profile.error().message.starts_with(c.message));
    CHECK(profile.error().message.find("zq") == std::string::npos);
  }
  CHECK(parse_profile(good + "format: csv; delimiter ;\n", "p").error().hint ==
        "for ; write: delimiter semicolon");
  CHECK(parse_profile(good + "date_of_birth: a; dd/mm/yyyy\n", "p")
            .error()
            .hint.starts_with("a date's layout is one of: year month day, day month year"));
  CHECK(parse_profile("local_id: a\nsex: b\n", "p").error().message == "p: no title");
  CHECK(parse_profile("title: a\nsex: b\n", "p").error().message == "p: no local_id");
  CHECK(parse_profile("title: a\nlocal_id: b\n", "p").error().message == "p: no field");
  const std::string columns = "table t: a is b\nsex: t.a + b\n";
  CHECK(parse_profile(good + columns, "p").error().message ==
        "p:5: columns of several tables joined with +");
}

TEST_CASE("a profile is bounded in bytes and facts") {
  const std::string good = "title: t\nlocal_id: id\nsurname: s\n";
  std::string facts = good;
  for (std::size_t i = 3; i < kMaxFacts; ++i) facts += "about: a\n";
  CHECK(parse_profile(facts, "p"));
  CHECK(parse_profile(facts + "about: a\n", "p").error().message == "p:257: more than 256 facts");
  CHECK(parse_profile(good + std::string(kMaxProfile, '\n'), "p").error().message ==
        "p: too long for a profile");
  CHECK(parse_profile("\xEF\xBB\xBFtitle: t\r\nlocal_id: id\r\n# zq\r\n\r\nsurname: s\r\n", "p"));
}

TEST_CASE("a profile is found by name or by the name of a file") {
  const TemporaryFolder folder;
  CHECK(find_profile("person"));
  CHECK(find_profile(folder.put("my.profile", "title: t\nlocal_id: id\nsex: s\n")));
  CHECK(find_profile(folder.put("bad.profile", "zq\n")).error().message ==
        "bad.profile:1: not \"fact: ...\"");
  const Result<Profile> none = find_profile("persons");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == Errc::refused);
  CHECK(none.error().hint.starts_with("the profiles are: "));
  CHECK(none.error().hint.find(", person, ") != std::string::npos);
}

TEST_CASE("a data set is read by the profile that its agreement names") {
  const TemporaryFolder folder;
  const std::string own = folder.put("my.profile", "title: t\nlocal_id: id\nsex: s\n");
  CHECK(agreed_profile({"person"}, {}));
  CHECK(agreed_profile({"nobody"}, {}).error().code == Errc::refused);
  CHECK(agreed_profile({"nobody"}, {}).error().hint.find("person") != std::string::npos);
  CHECK(agreed_profile({"own"}, {}).error().code == Errc::usage);
  CHECK(agreed_profile({"person"}, "my.profile").error().code == Errc::usage);
  CHECK(agreed_profile({"own"}, own));
}

TEST_CASE("a profile whose text is not the one agreed is refused") {
  const TemporaryFolder folder;
  const std::string own = folder.put("my.profile", "title: t\nlocal_id: id\nsex: s\n");
  const Digest person = find_profile("person").value().digest;
  CHECK(agreed_profile({"person", person}, {}));
  CHECK(agreed_profile({"own", find_profile(own).value().digest}, own));
  for (const auto& other :
       {agreed_profile({"deaths", person}, {}), agreed_profile({"own", person}, own)}) {
    REQUIRE_FALSE(other);
    CHECK(other.error().code == Errc::refused);
    CHECK(other.error().message.ends_with(": not the same text as in the agreement"));
    CHECK(other.error().hint.find(to_hex(person.bytes)) != std::string::npos);
  }
}

}  // namespace
}  // namespace tally::encoder::profile_test
