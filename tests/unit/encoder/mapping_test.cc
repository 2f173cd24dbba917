#include "encoder/admit/mapping.h"

#include <doctest/doctest.h>

#include <string>

#include "encoder/standardise/dates.h"
#include "encoder/standardise/standardise.h"

namespace tally::encoder::mapping_test {
namespace {

MappingCounts count(Field field, const std::string& value, std::size_t times) {
  Standardiser standardiser;
  MappingCounter counter(Date(2026, 11, 22));
  RawRecord raw;
  raw.cells[field] = value;
  StandardRecord record;
  for (std::size_t i = 0; i < times; ++i) {
    standardiser.standardise(raw, record);
    counter.count(raw, record);
  }
  return counter.counts();
}

TEST_CASE("a column of another kind of number or of no dates is a fault from twenty values on") {
  struct Case {
    Field field;
    const char* value;
    bool fault;
  };
  for (const Case& c : {Case{Field::nhs_number, "9276308686", true},
                        {Field::nhs_number, "927-630-8686", true},
                        {Field::nhs_number, "9434765919", false},
                        {Field::nhs_number, "9434765917", true},  // fails its check
                        {Field::sex, "CV1 2AB", true},
                        {Field::sex, "F", false},
                        {Field::postcode, "M", true},
                        {Field::postcode, "1010 WIEN 4", false},
                        {Field::postcode, "CV1 2AB", false},
                        {Field::nhs_number, "", false},
                        {Field::uln, "943 476 5919", true},
                        {Field::uln, "9276308686", false},
                        {Field::date_of_birth, "in another layout", true},
                        {Field::date_of_birth, "2010-31-12", true},
                        {Field::date_of_birth, "2010-12-31", false},
                        {Field::date_of_birth, "2026-11-23", true},  // in the future
                        {Field::date_of_birth, "N/K", false}}) {
    CAPTURE(c.value);
    CHECK(mapping_faults(count(c.field, c.value, 20)).size() == (c.fault ? 1 : 0));
    CHECK(mapping_faults(count(c.field, c.value, 19)).empty());
  }
}

TEST_CASE("half of the values of another kind are not a fault but one more is") {
  MappingCounts counts;
  MappingCounts::Values& dates = counts.fields[Field::date_of_birth];
  dates.given = 100;
  dates.wrong = 50;
  CHECK(check_mapping("a.csv", counts, find_profile("person").value()));
  dates.wrong = 51;
  const Status status = check_mapping("a.csv", counts, find_profile("person").value());
  REQUIRE_FALSE(status);
  CHECK(status.error().code == Errc::refused);
  CHECK(status.error().message.starts_with("a.csv: date_of_birth: 51 of 100 values cannot be"));
  CHECK(status.error().hint.starts_with("the profile person expects dates as yyyy-mm-dd"));
  const Profile other = find_profile("cin_2025").value();
  CHECK(check_mapping("a.csv", counts, other).error().hint.find("export's year") !=
        std::string::npos);
}

}  // namespace
}  // namespace tally::encoder::mapping_test
