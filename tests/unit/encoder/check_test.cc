#include "encoder/check.h"

#include <doctest/doctest.h>

#include <string>

#include "encoder/quality_report.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::encoder::check_test {
namespace {

Quality check_text(const std::string& text) {
  const TemporaryFolder folder;
  const SourceFiles files{folder.put("a.csv", text), {}};
  RecordReader reader = RecordReader::open(find_profile("person").value(), files, 1).value();
  return check(reader, nullptr).value();
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
  CHECK(quality.rows == 7);
  CHECK(quality.usable_rows() == 5);
  CHECK(quality.rejected[static_cast<std::size_t>(Reject::wrong_cell_count)] == 1);
  CHECK(quality.rejected[static_cast<std::size_t>(Reject::no_local_id)] == 1);
  const FieldQuality& forename = quality.fields[Field::forename];
  CHECK(forename.in(CellState::present) == 3);
  CHECK(forename.in(CellState::placeholder) == 1);
  CHECK(forename.in(CellState::missing) == 1);
  CHECK(forename.values.distinct() == 2);
  CHECK(quality.fields[Field::date_of_birth].in(CellState::invalid) == 1);
  CHECK(quality.impossible_dates == 1);
  CHECK(quality.partial_dates == 1);
  CHECK(quality.fields[Field::postcode].values.distinct() == 3);
  CHECK(quality.unusual_postcodes == 2);
  CHECK(quality.fields[Field::nhs_number].in(CellState::invalid) == 2);
  CHECK(quality.fields[Field::nhs_number].values.shared() == 1);
  CHECK(quality.mapping.ulns_as_nhs_number == 1);
  CHECK_FALSE(quality.fields[Field::surname].supplied);
}

TEST_CASE("the report has a row a field and what to mend") {
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
  CHECK(reports(quality, "date_of_birth: 1 are not dates in the layout"));
  CHECK(reports(quality, "date_of_birth: 1 cannot be dates"));
  CHECK(reports(quality, "date_of_birth: 25.0 % of the rows have none"));
  CHECK(reports(quality, "date_of_birth: 1 have a part unknown"));
  CHECK(reports(quality, "nhs_number: 1 fail their check"));
  CHECK(reports(quality, "nhs_number: 1 values are held by more than one local_id"));
  CHECK(reports(quality, "uln: 1 fail their check and are not used: most are NHS numbers"));
  CHECK(reports(quality, "upn: 1 are temporary UPNs"));
  CHECK(reports(quality, "local_id: 1 are on more than one row"));
  for (const char* value : {"Xanthos", "XANTHOS", "943476", "2010-"}) {
    CHECK_FALSE(reports(quality, value));
  }
}

TEST_CASE("a clean export has nothing to mend") {
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
  CHECK(counter.shared() == bound / 2 - 1);
  const std::size_t many = 1'000'000;
  for (std::size_t i = bound; i < many; ++i) counter.add(std::to_string(i), "owner");
  CHECK_FALSE(counter.exact());
  const std::uint64_t off =
      counter.distinct() > many ? counter.distinct() - many : many - counter.distinct();
  CHECK(off < many / 50);
}

TEST_CASE("estimates are said to be estimates") {
  Quality quality;
  quality.rows = 200000;
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

}  // namespace
}  // namespace tally::encoder::check_test
