#include "encoder/standardise/check_digits.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "common/csv.h"
#include "encoder/standardise/standardise.h"

namespace tally::encoder::check_digits_test {
namespace {

CellState state_of(Field field, std::string_view cell) {
  std::string out;
  return Standardiser().standardise(field, cell, out);
}

std::string value_of(Field field, std::string_view cell) {
  std::string out;
  Standardiser().standardise(field, cell, out);
  return out;
}

TEST_CASE("keys are usable as the vectors say") {
  CsvReader reader = CsvReader::open(std::string(TALLY_VECTORS) + "/check-digits.csv").value();
  REQUIRE(reader.next().value());
  REQUIRE(reader.row()[3] == "usable_for_linkage");
  std::size_t vectors = 0;
  while (reader.next().value()) {
    const std::string type(reader.row()[0]);
    const std::string cell(reader.row()[1]);
    CAPTURE(type);
    CAPTURE(cell);
    const bool temporary = type == "upn" && is_temporary_upn(cell);
    const bool usable =
        temporary || state_of(parse_field(type).value(), cell) == CellState::present;
    CHECK(usable == (reader.row()[3] == "True"));
    ++vectors;
  }
  CHECK(vectors == 41);
}

TEST_CASE("spaces and hyphens of keys go and letters become capitals") {
  CHECK(value_of(Field::nhs_number, " 943-476 5919 ") == "9434765919");
  CHECK(value_of(Field::nhs_number, "943\u00A0476\u00A05919") == "9434765919");
  CHECK(value_of(Field::nhs_number, "９４３４７６５９１９") == "9434765919");
  CHECK(value_of(Field::upn, "h801 2000 0100 1") == "H801200001001");
  CHECK(value_of(Field::uln, "9276 308 686") == "9276308686");
}

TEST_CASE("fillers and reason codes are placeholders and other failures are invalid") {
  for (const char* filler : {"0000000000", "9999999999", "000", "-", "N/K", "NULL", "unknown"}) {
    CAPTURE(filler);
    CHECK(state_of(Field::nhs_number, filler) == CellState::placeholder);
    CHECK(state_of(Field::uln, filler) == CellState::placeholder);
    CHECK(state_of(Field::upn, filler) == CellState::placeholder);
  }
  for (const char* reason : {"UN1", "un 7"}) {
    CHECK(state_of(Field::upn, reason) == CellState::placeholder);
  }
  CHECK(state_of(Field::upn, "u801 2000 0100 a") == CellState::placeholder);  // temporary
  CHECK(state_of(Field::upn, "UN8") == CellState::invalid);
  for (const char* bad : {"9434765918", "434765919", "94347659190", "943476591O", "9990000018"}) {
    CAPTURE(bad);
    CHECK(state_of(Field::nhs_number, bad) == CellState::invalid);
  }
}

TEST_CASE("any one wrong digit and any two swapped neighbours fail the check of an NHS number") {
  const std::string number = "9434765919";
  for (std::size_t i = 0; i < number.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string other = number;
      other[i] = digit;
      CAPTURE(other);
      CHECK(is_usable_nhs_number(other) == (other == number));
    }
    if (i == 0) continue;
    std::string swapped = number;
    std::swap(swapped[i - 1], swapped[i]);
    CAPTURE(swapped);
    CHECK(is_usable_nhs_number(swapped) == (swapped == number));
  }
}

TEST_CASE("no number is both an NHS number and a ULN") {
  for (std::uint64_t i = 0; i < 100000; ++i) {
    const std::string number = std::to_string(4000000000 + i * 49991);
    const bool both = is_usable_nhs_number(number) && is_usable_uln(number);
    CHECK_FALSE(both);
  }
}

}  // namespace
}  // namespace tally::encoder::check_digits_test
