#include "protocol/describe/describe.h"

#include "tests/unit/protocol/vectors.h"

namespace tally::describe_test {
namespace {

using namespace protocol_vectors;

TEST_CASE("a rehearsal says so on the first line a linkage does not") {
  CHECK(describe(agreement("single.agreement.json")).starts_with("REHEARSAL: "));
  const std::string linkage = describe(agreement("detailed.agreement.json"));
  CHECK(linkage.starts_with("Example of detailed filters: Cyngor Sŵn y Môr\n"));
  CHECK(linkage.find("REHEARSAL") == std::string::npos);
}

TEST_CASE("a description says all that is agreed") {
  const Agreement amended = agreement("amended.agreement.json");
  const std::string page = describe(amended);
  const std::string expected[] = {
      in_groups(amended.fingerprint().bytes),
      in_groups(amended.encoding_fingerprint().bytes),
      in_groups(amended.terms().amends->bytes),
      "data holder, key maker",
      "a filter of 512 bits, empty without date_of_birth",
      "a keyed token of uln, equal or not",
      "graph matching is not mitigated",
      "no, a run may go without it",
      "links equal tokens of nhs_number",
      "at or over 0.850 Dice",
      "at or over 12.500 bits",
      "Dice 0.900",
      in_groups(amended.terms().parties[2].card().bytes),
      "a bridge over right: each record's reference with a study id, matched or not",
      "may be linked for 3660 days",
      "is destroyed by 2036-03-31",
      "ends with 2036-02-29",
  };
  for (const std::string& part : expected) {
    CAPTURE(part);
    CHECK(page.find(part) != std::string::npos);
  }
  for (const Column& column : amended.encoding().columns) {
    CHECK(page.find("  " + column.name + ": a ") != std::string::npos);
  }
}

TEST_CASE("lines end in no spaces") {
  for (const char* name : {"single", "grouped", "detailed", "amended"}) {
    CAPTURE(name);
    const std::string page = describe(agreement(std::string(name) + ".agreement.json"));
    CHECK(page.find(" \n") == std::string::npos);
    CHECK(page.ends_with("\n"));
  }
}

TEST_CASE("groups of four digits") {
  CHECK(in_groups(Bytes{}) == "");
  CHECK(in_groups(Bytes{0x01, 0x23, 0x45}) == "0123 45");
  CHECK(in_groups(Bytes{0x01, 0x23, 0x45, 0x67}) == "0123 4567");
}

}  // namespace
}  // namespace tally::describe_test
