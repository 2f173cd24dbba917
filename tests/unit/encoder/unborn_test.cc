// Which children are unborn, and how exclusion lists name them.
#include <doctest/doctest.h>

#include <string>

#include "encoder/admit/exclusions.h"
#include "encoder/profiles/record_reader.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/encoder/one_standardiser.h"

namespace tally::encoder::unborn_test {
namespace {

TEST_CASE("a child with an expected date who was not born by the day is unborn") {
  struct Case {
    const char* born;
    bool unborn;
  };
  for (const Case& c : {Case{"", true},
                        {"2026-11-22", false},
                        {"2026-11-23", true},
                        {"2026-12-00", true},
                        {"2026-00-00", false},
                        {"2010-02-31", true},
                        {"1901-01-01", false},
                        {"1900-12-31", true},
                        {"1899-12-30", true},
                        {"0000-03-04", true},
                        {"1970-01-01", true},
                        {"9999-12-31", true},
                        {"9999-01-01", true}}) {
    CAPTURE(c.born);
    const TemporaryFolder folder;
    const SourceFiles files{
        folder.put("a.csv", "id,born,due\n1," + std::string(c.born) + ",2027-01-05\n"), {}};
    const Profile profile = parse_profile(
                                "title: a test\nlocal_id: id\ndate_of_birth: born; year month day\n"
                                "expected_date: due; year month day\n",
                                "test")
                                .value();
    RecordReader reader =
        RecordReader::open(one_standardiser(), profile, files, 1, all_fields(), Date(2026, 11, 22))
            .value();
    REQUIRE(reader.next().value());
    CHECK((reader.reject() == Reject::unborn) == c.unborn);
  }
}

TEST_CASE("an unborn child is excluded by its own id and by its mothers id and number") {
  struct Case {
    const char* list;
    bool listed;
  };
  for (const Case& c : {Case{"local_id\nC1\n", true},
                        {"local_id\nm1\n", true},
                        {"nhs_number\n943 476 5919\n", true},
                        {"nhs_number\n5990128088\n", true},
                        {"local_id\nM2\n", false},
                        {"nhs_number\n4505577104\n", false}}) {
    CAPTURE(c.list);
    const TemporaryFolder folder;
    const SourceFiles files{
        folder.put("a.csv", "moth_person_id,moth_childs_person_id\nM1,C1\n"),
        {{"child", folder.put("child.csv",
                              "pers_person_id,pers_dob,pers_expected_dob\n"
                              "C1,,2027-01-05\n")},
         {"mother", folder.put("mother.csv",
                               "pers_person_id,pers_forename,pers_common_child_id\n"
                               "M1,Ann,9434765919\n")},
         {"identifiers", folder.put("ids.csv",
                                    "link_person_id,link_identifier_type,link_identifier_value\n"
                                    "M1,NHS Number,5990128088\n")}}};
    RecordReader reader =
        RecordReader::open(one_standardiser(), find_profile("unborn_mothers").value(), files, 1)
            .value();
    REQUIRE(reader.next().value());
    CHECK_FALSE(reader.reject());
    Exclusions exclusions =
        Exclusions::load({folder.put("list.csv", c.list)}, one_standardiser()).value();
    const RowNames names = reader.names();
    CHECK(exclusions.exclude(reader.record().local_id, names.nhs_numbers, names.other_ids) ==
          c.listed);
    CHECK(exclusions.lists()[0].found == (c.listed ? 1 : 0));
  }
}

}  // namespace
}  // namespace tally::encoder::unborn_test
