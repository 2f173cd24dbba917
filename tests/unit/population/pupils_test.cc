#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "tests/unit/population/written_city.h"

namespace tally::pupils_test {
namespace {

using namespace written_city;

// The name of a row of a pupils' table.
std::string pupil_id(const std::map<std::string, std::string>& row, const std::string& table) {
  const std::string& upn = row.at("upn");
  return upn.empty() ? row.at("pupil" + table + "tableid") : upn;
}

TEST_CASE("the truth names every pupil and every leaver once") {
  // A pupil's name is its UPN or, without one, the row's id. A second registration is not another
  // person.
  std::set<std::string> pupils;
  for (const auto& row : rows_of(written() / "council_education/pupilonroll.csv")) {
    if (row.at("enrolstatus") != "S") REQUIRE(pupils.insert(pupil_id(row, "onroll")).second);
  }
  CHECK(pupils == ids_in_truth("school_census"));
  std::set<std::string> leavers;
  for (const auto& row : rows_of(written() / "council_education/pupilnolongeronroll.csv")) {
    leavers.insert(pupil_id(row, "nolongeronroll"));
  }
  CHECK(leavers == ids_in_truth("school_census_offroll"));
}

TEST_CASE("a pupil in two schools has a row in each") {
  std::map<std::string, std::map<std::string, std::string>> main;
  const Rows rows = rows_of(written() / "council_education/pupilonroll.csv");
  for (const auto& row : rows) {
    if (row.at("enrolstatus") == "M") main[row.at("upn")] = row;
  }
  CHECK(column(rows, "pupilonrolltableid").size() == rows.size());
  CHECK(main.size() > 3);
  std::size_t second = 0;
  for (const auto& row : rows) {
    if (row.at("enrolstatus") != "S") continue;
    ++second;
    REQUIRE(main.count(row.at("upn")) == 1);
    CHECK(main[row.at("upn")].at("NativeId") != row.at("NativeId"));
    CHECK(main[row.at("upn")].at("ethnicity") == row.at("ethnicity"));
  }
  CHECK(second == main.size());
}

TEST_CASE("pupils who left are in a table of their own and some are on roll elsewhere") {
  const Rows leavers = rows_of(written() / "council_education/pupilnolongeronroll.csv");
  const auto on_roll = column(rows_of(written() / "council_education/pupilonroll.csv"), "upn");
  std::size_t here = 0;
  for (const std::string& upn : column(leavers, "upn")) here += on_roll.count(upn);
  CHECK(here > leavers.size() / 4);
  CHECK(here < leavers.size());
  CHECK(leavers.size() > column(leavers, "upn").size());  // some left two schools
  for (const auto& row : leavers) {
    REQUIRE((row.at("leavingdate").starts_with("2024-") ||
             row.at("leavingdate").starts_with("2025-Jan")));
  }
}

TEST_CASE("the addresses of pupils who left are not those of pupils on roll") {
  const auto on_roll =
      column(rows_of(written() / "council_education/pupilonroll.csv"), "pupilonrolltableid");
  const std::string off_roll = "pupilnolongeronrolltableid";
  const auto leavers =
      column(rows_of(written() / "council_education/pupilnolongeronroll.csv"), off_roll);
  for (const std::string& pupil :
       column(rows_of(written() / "council_education/addressesoffroll.csv"), off_roll)) {
    REQUIRE(leavers.count(pupil) == 1);
    REQUIRE(on_roll.count(pupil) == 0);
  }
}

}  // namespace
}  // namespace tally::pupils_test
