// Sample returns from other sources, if there are any beside the project. Its profile reads each,
// or refuses it with a message that names the fault. They have no real people.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "encoder/profiles/record_reader.h"
#include "encoder/quality/check.h"
#include "tests/unit/encoder/one_standardiser.h"

namespace tally::encoder::returns_test {
namespace {

struct Case {
  std::string file, profile;
  std::vector<SourceFiles::Table> tables;
  std::string
      outcome;  // usable records, then present cells by supplied field; or the end of a refusal
};

const std::string kFolder = TALLY_RETURNS;
const std::string kCin = "1 date_of_birth 1 sex 1 upn 0";
const std::string kCin2 = "2 date_of_birth 2 sex 2 upn 0";

const std::vector<Case> kCases = {
    {"school_census/2024_autumn_pupilonroll.csv",
     "school_census_2024",
     {},
     "9088 forename 9088 middle_names 9088 surname 9088 date_of_birth 9088 sex 9088 upn 0 uln 0"},
    {"school_census/2025_spring_pupilonroll.csv",
     "school_census_2024",
     {},
     "9498 forename 9498 middle_names 9498 surname 9498 date_of_birth 9498 sex 9498 upn 0 uln 0"},
    {"school_census/2024_autumn_pupilnolongeronroll.csv",
     "school_census_offroll",
     {{"addresses", "school_census/2024_autumn_addressesoffroll.csv"}},
     "308 forename 308 middle_names 308 surname 308 date_of_birth 308 sex 308 postcode 308 upn 0 "
     "uln 0"},
    {"school_census/2024_autumn_pupilnolongeronroll.csv",
     "school_census_2024",
     {},
     "308 forename 308 middle_names 308 surname 308 date_of_birth 308 sex 308 upn 0 uln 0"},
    {"school_census/2024_autumn_pupilonroll.csv",
     "school_census_2023",
     {},
     "9088 forename 9088 middle_names 9088 surname 9088 date_of_birth 9088 upn 0 uln 0"},
    {"school_census/2024_autumn_addressesoffroll.csv",
     "school_census_offroll",
     {},
     "csv:1: no column that the profile reads, except \"upn\" or \"pupilnolongeronrolltableid\""},
    {"school_census/2025_spring_fsmperiod.csv",
     "school_census_2024",
     {},
     "csv:1: no column that the profile reads, except \"upn\" or \"pupilonrolltableid\""},
    {"school_census/2025_spring_senneeds.csv",
     "school_census_2024",
     {},
     "csv:1: no column that the profile reads, except \"upn\" or \"pupilonrolltableid\""},
    {"cin/fake_CIN_data.xml", "cin_2022", {}, "332 date_of_birth 332 sex 156 upn 12"},
    {"cin/CIN2rows.xml", "cin_2022", {}, kCin},
    {"cin/CIN_Census_2021.xml", "cin_2022", {}, kCin},
    {"cin/CIN_Census_2021_copy.xml", "cin_2022", {}, kCin},
    {"cin/CIN_Census_2021_no_assessment_factors.xml", "cin_2022", {}, kCin},
    {"cin/CIN_Census_2024.xml", "cin_2025", {}, kCin2},
    {"cin/CIN_Census_2026.xml", "cin_2025", {}, kCin2},
    {"cin/CIN_Census_2026.xml", "cin_2022", {}, "2 date_of_birth 2 sex 0 upn 0"},
    {"cin/CIN_header_issues_100.xml", "cin_2022", {}, kCin},
    {"cin/CIN_la_issues_2887Q.xml", "cin_2022", {}, kCin},
    {"cin/cin-2022.xml", "cin_2022", {}, kCin},
    {"cin/fake_CIN_data.xml",
     "ssda903_xml",
     {},
     "expected EXPSSDA903/CHILD, but the outermost element is \"Message\""},
    {"cin/CIN_schema_2025.xsd",
     "cin_2025",
     {},
     "expected Message/Children/Child, but the outermost element is \"xs:schema\""},
    {"ssda903/header.csv",
     "ssda903_2024",
     {{"episodes", "ssda903/episodes.csv"}},
     "2675 date_of_birth 2675 sex 2675 postcode 2123 upn 107"},
    {"ssda903/header.csv", "ssda903_2025", {}, "2675 date_of_birth 2675 sex 2675 upn 107"},
    {"ssda903/uasc.csv", "ssda903_2024", {}, "132 date_of_birth 132 sex 132"},
    {"ssda903/placed_for_adoption.csv", "ssda903_2024", {}, "29 date_of_birth 29"},
    {"ssda903/sw_episodes.csv", "ssda903_2024", {}, "1 date_of_birth 1"},
    {"ssda903/episodes.csv",
     "ssda903_2024",
     {},
     "csv:1: no column that the profile reads, except \"CHILD\""},
    {"ssda903/903_2024_25_rule_info.csv", "ssda903_2024", {}, "csv:1: no column \"CHILD\""},
    {"ssda903/fake_903.xml", "ssda903_xml", {}, "253 date_of_birth 253 sex 253 postcode 198 upn 6"},
    {"ssda903/fake_903.xml",
     "cin_2025",
     {},
     "expected Message/Children/Child, but the outermost element is \"EXPSSDA903\""},
    {"ssda903/CLA.xsd",
     "ssda903_xml",
     {},
     "expected EXPSSDA903/CHILD, but the outermost element is \"xs:schema\""},
};

// Names every file that the table does not have.
bool is_in_table(const std::string& file) {
  for (const Case& c : kCases) {
    if (c.file == file) return true;
    for (const SourceFiles::Table& table : c.tables) {
      if (table.path == file) return true;
    }
  }
  return false;
}

std::string outcome(const Case& c) {
  SourceFiles files{kFolder + "/" + c.file, {}};
  for (const SourceFiles::Table& table : c.tables) {
    files.tables.push_back({table.name, kFolder + "/" + table.path});
  }
  Result<RecordReader> reader =
      RecordReader::open(one_standardiser(), find_profile(c.profile).value(), files, 1);
  if (!reader) return reader.error().message;
  CheckRequest request;
  request.day = Date(2026, 11, 22);
  const Result<Quality> quality = check(reader.value(), request);
  if (!quality) return quality.error().message;
  std::string text = std::to_string(quality.value().usable_rows());
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldQuality& counts = quality.value().fields.values[i];
    if (!counts.supplied) continue;
    text += ' ' + std::string(kFieldNames[i]) + ' ' + std::to_string(counts.in(CellState::present));
  }
  return text;
}

TEST_CASE("every sample return is read by its profile or refused by name of the fault") {
  if (!std::filesystem::is_directory(kFolder)) {
    MESSAGE("skipped: no folder " << kFolder << " (CMake variable TALLY_RETURNS)");
    return;
  }
  for (const Case& c : kCases) {
    CAPTURE(c.file);
    CAPTURE(c.profile);
    const std::string found = outcome(c);
    CAPTURE(found);
    CHECK(found.ends_with(c.outcome));
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    const std::string file = std::filesystem::relative(entry.path(), kFolder).string();
    const std::string ending = entry.path().extension().string();
    if (ending != ".csv" && ending != ".xml") continue;
    CAPTURE(file);
    CHECK(is_in_table(file));
  }
}

}  // namespace
}  // namespace tally::encoder::returns_test
