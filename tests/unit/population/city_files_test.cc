#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/paths.h"
#include "tests/unit/population/written_city.h"

namespace tally::city_files_test {
namespace {

using namespace written_city;

// The texts of an element, in order.
std::vector<std::string> texts_of(const std::string& xml, const std::string& element) {
  std::vector<std::string> texts;
  const std::string open = "<" + element + ">", close = "</" + element + ">";
  for (std::size_t at = xml.find(open); at != xml.npos; at = xml.find(open, at)) {
    at += open.size();
    texts.push_back(xml.substr(at, xml.find(close, at) - at));
  }
  return texts;
}

std::string text_of(const std::string& name) {
  const auto text = read_file(written() / name, 1 << 26);
  REQUIRE(text);
  return text.value();
}

TEST_CASE("a seed gives the same city on every machine") {
  const Written city(1, 1000, Errors::equal);
  CHECK(city.digest() == "55377a561dd61254ff98fcaeba368aa14a7d69861fe30380f08835ebe68741ee");
  CHECK(city.digest() == Written(1, 1000, Errors::equal).digest());
  CHECK(city.digest() != Written(2, 1000, Errors::equal).digest());
  CHECK(city.digest() != Written(1, 1000, Errors::unequal).digest());
}

TEST_CASE("the truth names every record of every data set once") {
  const Written& city = written();
  const std::string cin = text_of("council_social_care/cin_census.xml");
  const std::vector<std::string> children = texts_of(cin, "LAchildID");
  CHECK(std::set<std::string>(children.begin(), children.end()) == ids_in_truth("cin"));
  CHECK(children.size() == ids_in_truth("cin").size());
  struct Case {
    std::string file, table, id;
    char delimiter;
  };
  for (const Case& c :
       {Case{"ssda903", "council_social_care/ssda903_header.csv", "CHILD", ','},
        Case{"cyps", "health/csds_mpi.csv", "LocalPatientId", ','},
        Case{"cyps", "health/provider.csv", "LocalPatientId", ','},
        Case{"births", "births/ons_births.txt", "ledr id", '|'},
        Case{"birth_notification", "births/birth_notification.csv", "Baby NHS Number", ','},
        Case{"deaths", "deaths/ons_deaths.txt", "ledr id", '|'}}) {
    CAPTURE(c.table);
    const Rows rows = rows_of(city / c.table, c.delimiter);
    CHECK(rows.size() > 5);
    CHECK(column(rows, c.id) == ids_in_truth(c.file));
    CHECK(rows.size() == ids_in_truth(c.file).size());
  }
  const std::set<std::string> bands = {"unborn", "under 1", "1-4", "5-10", "11-15", "16-18"};
  CHECK(column(rows_of(city / "truth.csv"), "age_band") == bands);
}

TEST_CASE("tables belong to one another by their ids") {
  const Written& city = written();
  const auto pupils =
      column(rows_of(city / "council_education/pupilonroll.csv"), "pupilonrolltableid");
  const Rows homes = rows_of(city / "council_education/addressesonroll.csv");
  for (const std::string& pupil : column(homes, "pupilonrolltableid")) {
    REQUIRE(pupils.count(pupil) == 1);
  }
  CHECK(homes.size() > pupils.size());

  const auto persons =
      column(rows_of(city / "council_social_care/ssd_person.csv"), "pers_person_id");
  struct Case {
    std::string table, id;
  };
  for (const Case& c :
       {Case{"ssd_address", "addr_person_id"}, Case{"ssd_linked_identifiers", "link_person_id"},
        Case{"ssd_mother", "moth_person_id"}, Case{"ssd_mother", "moth_childs_person_id"},
        Case{"ssda903_header", "CHILD"}, Case{"ssda903_episodes", "CHILD"}}) {
    CAPTURE(c.table);
    const Rows rows = rows_of(city / ("council_social_care/" + c.table + ".csv"));
    CHECK(!rows.empty());
    for (const std::string& id : column(rows, c.id)) REQUIRE(persons.count(id) == 1);
  }
  const auto cin = ids_in_truth("cin");
  for (const std::string& id : cin) REQUIRE(persons.count(id) == 1);
  for (const std::string& id : ids_in_truth("ssda903")) REQUIRE(cin.count(id) == 1);
}

TEST_CASE("both forms of the looked-after return have the same children") {
  const std::string xml = text_of("council_social_care/ssda903.xml");
  const Rows header = rows_of(written() / "council_social_care/ssda903_header.csv");
  const Rows episodes = rows_of(written() / "council_social_care/ssda903_episodes.csv");
  const std::vector<std::string> ids = texts_of(xml, "CHILDID"), upns = texts_of(xml, "UPN");
  REQUIRE(ids.size() == header.size());
  REQUIRE(upns.size() == header.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    REQUIRE(ids[i] == header[i].at("CHILD"));
    REQUIRE(upns[i] == header[i].at("UPN"));
  }
  CHECK(texts_of(xml, "DECOM").size() == episodes.size());
}

TEST_CASE("columns are those of the real files") {
  const std::string returns = TALLY_RETURNS;
  if (!file_exists(returns)) {
    MESSAGE("skipped: no sample returns beside the source tree");
    return;
  }
  const auto first_line = [](const std::string& path) {
    const auto text = read_file(path, 1 << 26);
    REQUIRE(text);
    return text.value().substr(0, text.value().find('\n'));
  };
  struct Case {
    std::string ours, real;
  };
  for (const Case& c :
       {Case{"council_education/pupilonroll.csv", "school_census/2025_spring_pupilonroll.csv"},
        Case{"council_education/pupilnolongeronroll.csv",
             "school_census/2024_autumn_pupilnolongeronroll.csv"},
        Case{"council_education/addressesoffroll.csv",
             "school_census/2024_autumn_addressesoffroll.csv"},
        Case{"council_social_care/ssda903_header.csv", "ssda903/header.csv"},
        Case{"council_social_care/ssda903_episodes.csv", "ssda903/episodes.csv"}}) {
    CAPTURE(c.ours);
    CHECK(first_line(written() / c.ours) == first_line(returns + "/" + c.real));
  }
  // The sample has pupils who are no longer on roll.
  std::string off = first_line(returns + "/school_census/2024_autumn_addressesoffroll.csv");
  for (const auto& [from, to] : {std::pair("nolongeronroll", "onroll"), {"offroll", "onroll"}}) {
    for (std::size_t at = off.find(from); at != off.npos; at = off.find(from)) {
      off.replace(at, std::string(from).size(), to);
    }
  }
  CHECK(first_line(written() / "council_education/addressesonroll.csv").starts_with(off + ","));
  // The mapping names the columns of the extracts, one on each line.
  for (const std::string name : {"births", "deaths"}) {
    const auto mapping = read_file(returns + "/births_deaths/" + name + "_mapping.yml", 1 << 26);
    REQUIRE(mapping);
    std::string columns;
    const std::string mark = "- column: ";
    const std::string& text = mapping.value();
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at)) {
      at += mark.size();
      const std::string column = text.substr(at, text.find('\n', at) - at);
      columns += (columns.empty() ? "" : "|") + (column == "''" ? "" : column);
    }
    CHECK(first_line(written() / (name + "/ons_" + name + ".txt")) == columns);
  }
}

TEST_CASE("lists of exclusions name every identity before an adoption") {
  const std::map<std::string, std::string> person = [] {
    std::map<std::string, std::string> out;
    for (const auto& row : rows_of(written() / "truth.csv")) {
      out[row.at("file") + "/" + row.at("local_id")] = row.at("person");
    }
    return out;
  }();
  const Rows adoptions = rows_of(written() / "adoptions.csv");
  CHECK(adoptions.size() > 10);
  std::map<std::string, std::set<std::string>> before;
  for (const auto& row : adoptions) {
    for (const auto& [name, id] : row) {
      if (id.empty() || name.starts_with("person")) continue;
      const std::string file = name.substr(0, name.rfind('_'));
      const bool first = name.ends_with("_before");
      REQUIRE(person.at(file + "/" + id) == row.at(first ? "person_before" : "person_after"));
      if (first) before[file].insert(id);
    }
  }
  struct Case {
    std::string file, list;
  };
  for (const Case& c :
       {Case{"school_census", "education_adoption.csv"}, Case{"cin", "social_care_adoption.csv"},
        Case{"ssda903", "social_care_adoption.csv"}, Case{"cyps", "health_adoption.csv"},
        Case{"births", "births_adoption.csv"}}) {
    CAPTURE(c.file);
    CHECK(column(rows_of(written() / ("exclusions/" + c.list)), "local_id") == before[c.file]);
  }
}

TEST_CASE("opt-outs are few and are of patients") {
  const Rows opted_out = rows_of(written() / "exclusions/health_opt_out.csv");
  const auto patients = ids_in_truth("cyps").size();
  CHECK(opted_out.size() > patients * 2 / 100);
  CHECK(opted_out.size() < patients * 7 / 100);
  for (const std::string& number : column(opted_out, "nhs_number")) REQUIRE(is_nhs_number(number));
}

TEST_CASE("children looked after share the postcodes of carers and homes") {
  std::map<std::string, int> placed;
  for (const auto& row : rows_of(written() / "council_social_care/ssda903_episodes.csv")) {
    ++placed[row.at("PL_POST")];
  }
  placed.erase("");
  CHECK(std::any_of(placed.begin(), placed.end(), [](const auto& p) { return p.second >= 4; }));
}

TEST_CASE("an unborn child has an expected date and its mother is a person") {
  const std::string xml = text_of("council_social_care/cin_census.xml");
  const Rows mothers = rows_of(written() / "council_social_care/ssd_mother.csv");
  CHECK(texts_of(xml, "ExpectedPersonBirthDate").size() == mothers.size());
  for (const auto& row : rows_of(written() / "council_social_care/ssd_person.csv")) {
    if (row.at("pers_expected_dob").empty()) continue;
    REQUIRE(row.at("pers_dob").empty());
    REQUIRE(row.at("pers_forename") == "Unborn");
    REQUIRE(row.at("pers_sex") == "U");
  }
}

TEST_CASE("names in the extracts of births and deaths are cut where the layout ends") {
  for (const auto& row : rows_of(written() / "births/ons_births.txt", '|')) {
    REQUIRE(row.at("fnamch1").size() <= 20);
    REQUIRE(row.at("dob").size() == 8);
  }
}

}  // namespace
}  // namespace tally::city_files_test
