#include "encoder/quality/check.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "common/json.h"
#include "encoder/quality/findings.h"
#include "encoder/quality/quality_json.h"
#include "encoder/quality/quality_page.h"
#include "encoder/quality/quality_report.h"
#include "protocol/agreement/agreement.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/encoder/one_standardiser.h"

namespace tally::encoder::check_test {
namespace {

Quality check_text(const std::string& text) {
  const TemporaryFolder folder;
  const SourceFiles files{folder.put("a.csv", text), {}};
  RecordReader reader = RecordReader::open(one_standardiser(), find_profile("person").value(),
                                           files, kMaxRowsPerRecord)
                            .value();
  CheckRequest request;
  request.day = Date(2026, 11, 22);
  return check(reader, request).value();
}

bool reports(const Quality& quality, const std::string& text) {
  return quality_report("a.csv", quality).find(text) != std::string::npos;
}

TEST_CASE("cells are counted by field and state") {
  const Quality quality = check_text(
      "local_id,forename,date_of_birth,postcode,nhs_number\n"
      "1,Ann,2010-01-01,CV1 2AB,9434765919\n"
      "2,Bob,2010-02-31,75008,9434765919\n"
      "3,baby,2010-00-00,ZZ99 3VZ,9434765917\n"
      "4,,01/02/2010,cv1 2ab,9276308686\n"
      "5,ANN,,CV1,\n"
      "6,Eve\n"
      ",Eve,,,\n");
  CHECK(quality.ledger.read.rows == 7);
  CHECK(quality.usable_rows() == 5);
  CHECK(quality.ledger.rejected_for(Reject::wrong_cell_count).rows == 1);
  CHECK(quality.ledger.rejected_for(Reject::no_local_id).rows == 1);
  const FieldQuality& forename = quality.fields[Field::forename];
  CHECK(forename.in(CellState::present) == 3);
  CHECK(forename.in(CellState::placeholder) == 1);
  CHECK(forename.in(CellState::missing) == 1);
  CHECK(forename.values.distinct() == 2);
  CHECK(quality.fields[Field::date_of_birth].in(CellState::invalid) == 1);
  CHECK(quality.dates.impossible == 1);
  CHECK(quality.dates.partial == 1);
  CHECK(quality.fields[Field::postcode].values.distinct() == 3);
  CHECK(quality.unusual_postcodes == 2);
  CHECK(quality.fields[Field::nhs_number].in(CellState::invalid) == 2);
  CHECK(quality.fields[Field::nhs_number].values.shared().values == 1);
  CHECK(quality.mapping.fields[Field::nhs_number].others == 1);
  CHECK_FALSE(quality.fields[Field::surname].supplied);
}

TEST_CASE("a field without one value may be that of another year") {
  const Quality quality = check_text("local_id,surname,sex,upn\n1,Ng,,\n2,Fox,,\n");
  CHECK(reports(quality, "sex: 100.0 % of the rows have none: is this the profile for the export"));
  CHECK(reports(quality, "upn: 100.0 % of the rows have none; most children under five"));
}

TEST_CASE("the report has a row for each field and says what to fix") {
  const Quality quality = check_text(
      "local_id,surname,date_of_birth,nhs_number,uln,upn\n"
      "1,Xanthos,01/02/2010,9434765919,9434765919,U80120000100A\n"
      "2,Xanthos,2010-13-45,9434765919,,\n"
      "2,Ng,2010-01-00,9434765917,,\n"
      "3,Jos\xE9,,,,\n"
      "4\n");
  CHECK(reports(quality, "a.csv: 5 rows, 4 of them usable"));
  CHECK(reports(quality, "surname                 4 100.0 %"));
  CHECK(reports(quality, "rows left out"));
  CHECK(reports(quality, "Windows-1252"));
  CHECK(reports(
      quality,
      "date_of_birth: 1 is not a date in the layout that the profile declares, yyyy-mm-dd"));
  CHECK(reports(quality, "date_of_birth: 1 cannot be a date"));
  CHECK(reports(quality, "date_of_birth: 25.0 % of the rows have none"));
  CHECK(reports(quality, "date_of_birth: 1 has a part unknown"));
  CHECK(reports(quality, "nhs_number: 1 fails its check"));
  CHECK(reports(quality, "nhs_number: 1 value is held by more than one local_id"));
  CHECK(reports(quality, "uln: 1 fails its check and is not used: most are NHS numbers"));
  CHECK(reports(quality, "upn: 1 is a temporary UPN"));
  CHECK(reports(quality, "local_id: 1 is on more than one row"));
  for (const char* value : {"Xanthos", "XANTHOS", "943476", "2010-"}) {
    CHECK_FALSE(reports(quality, value));
  }
}

TEST_CASE("a clean export has nothing to fix") {
  CHECK(reports(check_text("local_id,surname,sex\n1,Ng,F\n2,Li,M\n"), "Nothing stands out."));
}

TEST_CASE("a constant column stands out") {
  std::string text = "local_id,sex,surname\n";
  for (std::size_t i = 0; i < 100; ++i) {
    text += std::to_string(i) + ",F,Ng" + std::string(1 + i % 9, 'a') + "\n";
  }
  CHECK(reports(check_text(text), "sex: every value is the same"));
  CHECK_FALSE(reports(check_text(text), "surname: every value"));
}

TEST_CASE("distinct values are exact up to the bound and near beyond it") {
  DistinctCounter counter;
  const std::size_t bound = DistinctCounter::kMaxKept;
  for (std::size_t i = 0; i + 1 < bound; ++i) {
    counter.add(std::to_string(i), "owner");
    counter.add(std::to_string(i), i % 2 == 0 ? "owner" : "other");
  }
  CHECK(counter.exact());
  CHECK(counter.distinct() == bound - 1);
  CHECK(counter.shared().values == bound / 2 - 1);
  const std::size_t many = 1'000'000;
  for (std::size_t i = bound; i < many; ++i) counter.add(std::to_string(i), "owner");
  CHECK_FALSE(counter.exact());
  const std::uint64_t off =
      counter.distinct() > many ? counter.distinct() - many : many - counter.distinct();
  CHECK(off < many / 50);
}

TEST_CASE("estimates are said to be estimates") {
  Quality quality;
  quality.ledger.read.rows = 200000;
  quality.fields[Field::surname].supplied = true;
  quality.fields[Field::surname].cells[3] = 199999;
  quality.fields[Field::surname].cells[2] = 1;
  for (int i = 0; i < 200000; ++i)
    quality.fields[Field::surname].values.add(std::to_string(i), "x");
  CHECK(reports(quality, "200,000 rows, 200,000 of them usable"));
  CHECK(reports(quality, "199,999 >99.9 %"));
  CHECK(reports(quality, "1  <0.1 %"));
  CHECK(reports(quality, "about "));
}

// Rows "i,VALUE" for i up to many: the same value for all, or one of `different`.
std::string column(const std::string& field, const std::vector<std::string>& values) {
  std::string text = "local_id," + field + "\n";
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += "L" + std::to_string(i) + ',' + values[i] + '\n';
  }
  return text;
}

bool finds(const Quality& quality, std::string_view code, std::optional<Field> field,
           std::uint64_t people) {
  for (const Finding& finding : findings(quality)) {
    if (finding.code == code && finding.field == field) return finding.people == people;
  }
  return people == 0;
}

std::string two_digits(std::size_t n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}

// Dates of every day of a month but the 15th and the 1st.
std::vector<std::string> plain_dates(std::size_t number) {
  std::vector<std::string> dates;
  for (std::size_t i = 0; i < number; ++i) {
    dates.push_back("20" + two_digits(5 + i / 156 % 20) + '-' + two_digits(1 + i % 12) + '-' +
                    two_digits(2 + i / 12 % 13));
  }
  return dates;
}

TEST_CASE("an identifier that many people hold is a suspected default") {
  const std::string many = "9434765919";
  const std::string two = "5990128088";
  const Quality quality =
      check_text(column("nhs_number", {many, many, many, many, two, two, "4505577104"}));
  CHECK(finds(quality, "shared", Field::nhs_number, 6));
  CHECK(finds(quality, "crowded", Field::nhs_number, 4));
}

TEST_CASE("a postcode is crowded from ten times what postcodes hold on average") {
  std::vector<std::string> postcodes(12, "CV1 2AB");
  for (std::size_t i = 0; i < 50; ++i) {
    postcodes.push_back("CV" + std::to_string(i + 1) + " 1AA");
  }
  CHECK(finds(check_text(column("postcode", postcodes)), "crowded", Field::postcode, 12));
  postcodes.resize(16);
  postcodes.insert(postcodes.end(), 40, "CV2 1AA");
  CHECK(finds(check_text(column("postcode", postcodes)), "crowded", Field::postcode, 0));
}

TEST_CASE("dates that stand for something else are reported") {
  std::vector<std::string> dates = plain_dates(1000);
  dates.insert(dates.end(), 7, "1900-01-01");
  dates.insert(dates.end(), 3, "2026-11-23");
  dates.insert(dates.end(), 2, "2000-11-22");
  dates.insert(dates.end(), 4, "2000-11-23");
  dates.insert(dates.end(), 6, "2010-02-31");
  dates.insert(dates.end(), 5, "2010-00-00");
  const Quality quality = check_text(column("date_of_birth", dates));
  CHECK(quality.dates.whole == 1016);
  CHECK(quality.dates.fillers == 7);
  CHECK(quality.dates.future == 3);
  CHECK(quality.dates.over_25 == 2);
  CHECK(quality.dates.impossible == 6);
  CHECK(quality.dates.partial == 5);
  CHECK(finds(quality, "filler_dates", Field::date_of_birth, 7));
  CHECK(finds(quality, "future_dates", Field::date_of_birth, 3));
  CHECK(quality.fields[Field::date_of_birth].in(CellState::invalid) == 3);
  CHECK(finds(quality, "invalid", Field::date_of_birth, 0));
  CHECK(reports(quality, "date_of_birth: 3 are after the day of the export and encoded as"));
  CHECK(finds(quality, "over_25", Field::date_of_birth, 2));
  CHECK(finds(quality, "first_of_january", Field::date_of_birth, 0));
  CHECK(finds(quality, "fifteenth", Field::date_of_birth, 0));
}

TEST_CASE("a filler or impossible date after the day of the export is invalid as in encode") {
  const Quality quality =
      check_text(column("date_of_birth", {"9999-12-31", "2030-02-31", "01/02/2010", "2030-01-01"}));
  CHECK(quality.fields[Field::date_of_birth].in(CellState::invalid) == 4);
  CHECK(quality.dates.fillers == 1);
  CHECK(quality.dates.impossible == 1);
  CHECK(quality.dates.future == 1);
  CHECK(finds(quality, "invalid", Field::date_of_birth, 1));
  CHECK(reports(quality, "date_of_birth: 1 is after the day of the export"));
}

TEST_CASE("people over 25 are reported only if the rest are children") {
  std::vector<std::string> dates = plain_dates(100);
  dates.insert(dates.end(), 50, "1980-05-05");
  const Quality quality = check_text(column("date_of_birth", dates));
  CHECK(quality.dates.over_25 == 50);
  CHECK(finds(quality, "over_25", Field::date_of_birth, 0));
}

TEST_CASE("dates that bunch are reported with the number beyond chance") {
  std::vector<std::string> dates = plain_dates(1000);
  for (std::size_t i = 0; i < 40; ++i) dates.push_back("20" + two_digits(6 + i % 18) + "-01-01");
  for (std::size_t i = 0; i < 120; ++i) {
    dates.push_back("20" + two_digits(6 + i % 18) + '-' + two_digits(2 + i % 11) + "-15");
  }
  const Quality quality = check_text(column("date_of_birth", dates));
  CHECK(quality.dates.first_of_january == 40);
  CHECK(finds(quality, "first_of_january", Field::date_of_birth, 40 - 1160 * 4 / 1461));
  CHECK(finds(quality, "fifteenth", Field::date_of_birth, 120 - 1160 * 48 / 1461));
}

TEST_CASE("one date that many people have is reported") {
  std::vector<std::string> dates = plain_dates(300);
  dates.insert(dates.end(), 25, "2010-06-16");
  CHECK(finds(check_text(column("date_of_birth", dates)), "crowded", Field::date_of_birth, 25));
}

TEST_CASE("pseudo postcodes and temporary UPNs are reported") {
  const Quality postcodes = check_text(column("postcode", {"ZZ99 3VZ", "zz993wz", "CV1 2AB"}));
  CHECK(finds(postcodes, "pseudo_postcodes", Field::postcode, 2));
  CHECK(
      finds(check_text(column("upn", {"U80120000100A", "UN1"})), "temporary_upns", Field::upn, 1));
}

TEST_CASE("the same person under two local ids is reported") {
  const Quality quality = check_text(
      "local_id,forename,surname,date_of_birth\n"
      "1,Ann,Li,2010-01-02\n2,ANN,li,2010-01-02\n3,Bob,Li,2010-01-02\n4,Ann,Li,2010-01-00\n");
  CHECK(finds(quality, "same_people", {}, 2));
  CHECK(quality.reach.by_person == 3);
  CHECK(quality.reach.by_neither == 1);
}

TEST_CASE("different dates of birth under one local id are reported") {
  const std::string text =
      "local_id,date_of_birth\n1,2010-01-02\n2,2010-01-02\n1,2010-01-02\n1,2012-03-04\n"
      "2,\n2,1900-01-01\n2,2010-01-00\n2,2027-01-01\n3,2011-05-06\n3,2011-06-05\n";
  CHECK(finds(check_text(text), "two_dates", {}, 4));
  CHECK(reports(check_text(text), "local_id: 2 have rows with different dates of birth"));
  CHECK(
      finds(check_text(column("date_of_birth", {"2010-01-02", "2012-03-04"})), "two_dates", {}, 0));
}

TEST_CASE("the fault that affects the most people comes first") {
  const Quality quality = check_text(
      "local_id,sex,nhs_number\n1,?a,9434765917\n2,,9434765918\n3,F,\n4,,9434765913\n5,,\n");
  std::uint64_t before = UINT64_MAX;
  for (const Finding& finding : findings(quality)) {
    CHECK(finding.people <= before);
    before = finding.people;
  }
  CHECK(before < UINT64_MAX);
}

TEST_CASE("people on a list are counted and left out of the figures") {
  const TemporaryFolder folder;
  const SourceFiles files{
      folder.put("a.csv", "local_id,nhs_number\n1,9434765919\n2,5990128088\n3,\n"), {}};
  RecordReader reader =
      RecordReader::open(one_standardiser(), find_profile("person").value(), files, 1).value();
  CheckRequest request;
  request.day = Date(2026, 11, 22);
  request.files = files;
  request.exclusions = {folder.put("ids.csv", "local_id\n3\n9\n"),
                        folder.put("numbers.csv", "nhs_number\n943 476 5919\n")};
  const Quality quality = check(reader, request).value();
  CHECK(quality.ledger.excluded.rows == 2);
  CHECK(quality.usable_rows() == 1);
  CHECK(quality.fields[Field::nhs_number].in(CellState::present) == 1);
  CHECK(quality.lists[0].found == 1);
  CHECK(quality_page("a.csv", quality).find("ids.csv") != std::string::npos);
}

TEST_CASE("a value with many owners is found even if it comes late") {
  FrequentValues values;
  for (std::uint64_t i = 1; i <= 300'000; ++i) values.add(i * 0x9E3779B97F4A7C15, i);
  for (std::uint64_t i = 1; i <= 500; ++i) values.add(7, i);
  CHECK(values.missed() < 300'000 / (FrequentValues::kMaxKept / 2) + 2);
  const Held held = values.held_by(100);
  CHECK(held.values == 1);
  CHECK(held.owners <= 500);
  CHECK(held.owners + values.missed() >= 500);
}

// Every cell is a value that nothing else would print.
const std::string kCanaries =
    "local_id,forename,middle_names,surname,date_of_birth,sex,postcode,house,street,town,other_1,"
    "nhs_number,upn,uln\n"
    "QZLOCAL1,Qzfore,Qzmiddle,Qzsur,2011-10-09,QZSEX,QZ98 7ZQ,Qzhouse,Qzstreet,Qztown,Qzother,"
    "9434765919,QZUPN,QZULN\n"
    "QZLOCAL2,Qzfore,Qzmiddle,Qzsur,1987-06-54,QZSEX,QZPOST,Qzhouse,Qzstreet,Qztown,Qzother,"
    "9434765919,QZUPN,QZULN\n"
    "QZLOCAL3\n";

TEST_CASE("page and JSON show no value of the file") {
  const Quality quality = check_text(kCanaries);
  for (const std::string& text : {quality_page("a.csv", quality), quality_json("a.csv", quality),
                                  quality_report("a.csv", quality)}) {
    CAPTURE(text);
    for (const char* value : {"Qz", "QZ", "qz", "943476", "2011", "1987", "98 7", "987"}) {
      CAPTURE(value);
      CHECK(text.find(value) == std::string::npos);
    }
  }
}

// Whether every element that opens closes, in order.
bool is_well_formed(std::string_view html) {
  std::vector<std::string_view> open;
  for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    if (end == html.npos) return false;
    const std::string_view tag = html.substr(at + 1, end - at - 1);
    const std::string_view name = tag.substr(0, tag.find_first_of(" \n/", 1));
    if (tag.starts_with('!') || tag.ends_with('/') || name == "meta") continue;
    if (!tag.starts_with('/')) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

TEST_CASE("the page has a head over each column of cells in the order of the report") {
  const std::string page = quality_page("a.csv", check_text("local_id,sex\n1,F\n2,\n3,F\n"));
  std::string heads;
  for (const char* name :
       {"field", "present", "missing", "placeholder", "invalid", "different values"}) {
    heads += "<th scope=\"col\">" + std::string(name) + "</th>";
  }
  CHECK(page.find("<tr>" + heads + "</tr>") != std::string::npos);
  CHECK(page.find("<td>2\u00a0(66.7\u00a0%)</td><td>1\u00a0(33.3\u00a0%)</td>") !=
        std::string::npos);
}

TEST_CASE("the page is whole and needs nothing but itself") {
  const std::string page = quality_page("a<b.csv", check_text(kCanaries));
  CHECK(is_well_formed(page));
  CHECK(page.find("a&lt;b.csv") != std::string::npos);
  for (const char* word : {"http", "src=", "<script", "<link", "@import", "javascript:"}) {
    CAPTURE(word);
    CHECK(page.find(word) == std::string::npos);
  }
  for (const char* word : {"stays with you", "<caption>", "scope=\"col\"", "role=\"img\""}) {
    CAPTURE(word);
    CHECK(page.find(word) != std::string::npos);
  }
}

TEST_CASE("the JSON has the figures") {
  const Json json =
      parse_json(quality_json("a.csv", check_text("local_id,sex\n1,F\n2,\n3\n"))).value();
  CHECK(*json.find("format")->as_string() == "tallystick-quality/1");
  CHECK(*json.find("day")->as_string() == "2026-11-22");
  const Json& rows = *json.find("rows");
  CHECK(*rows.find("read")->as_integer() == 3);
  CHECK(*rows.find("wrong_cell_count")->as_integer() == 1);
  CHECK(*rows.find("usable")->as_integer() == 2);
  const Json& sex = json.find("fields")->as_array()->front();
  CHECK(*sex.find("field")->as_string() == "sex");
  CHECK(*sex.find("present")->as_integer() == 1);
  CHECK(*sex.find("missing")->as_integer() == 1);
  CHECK(*sex.find("different_exact")->as_bool());
  CHECK(*json.find("mend_first")->as_array()->front().find("code")->as_string() == "rows_left_out");
}

}  // namespace
}  // namespace tally::encoder::check_test
