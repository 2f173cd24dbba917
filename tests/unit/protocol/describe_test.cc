#include "protocol/describe/describe.h"

#include "tests/unit/protocol/vectors.h"

namespace tally::describe_test {
namespace {

using namespace protocol_vectors;

TEST_CASE("only a rehearsal says REHEARSAL on the first line") {
  CHECK(describe(agreement("single.agreement.json")).starts_with("REHEARSAL: "));
  const std::string linkage = describe(agreement("detailed.agreement.json"));
  CHECK(linkage.starts_with("Example of detailed filters: Cyngor Sŵn y Môr\n"));
  CHECK(linkage.find("REHEARSAL") == std::string::npos);
}

TEST_CASE("a description says everything that is agreed") {
  const Agreement amended = agreement("amended.agreement.json");
  const std::string page = describe(amended);
  const std::string expected[] = {
      in_groups(amended.fingerprint().bytes),
      in_groups(amended.encoding_fingerprint().bytes),
      in_groups(amended.terms().amends->bytes),
      "data holder, key maker",
      "a filter of 512 bits, empty without date_of_birth",
      "a keyed token of uln, compared for equality",
      "graph matching is not mitigated",
      "no, a run may leave it out",
      "links equal tokens of nhs_number",
      "links at or above 0.850 Dice",
      "links at or above 12.500 bits",
      "it is 0.900 Dice",
      in_groups(amended.terms().parties[2].card().bytes),
      "a bridge over right: the reference and study id of each record, linked or not",
      "may be linked for 3660 days",
      "is destroyed by 2036-03-31",
      "ends on 2036-02-29",
  };
  for (const std::string& part : expected) {
    CAPTURE(part);
    CHECK(page.find(part) != std::string::npos);
  }
  for (const Column& column : amended.encoding().columns) {
    CHECK(page.find("  " + column.name + ": a ") != std::string::npos);
  }
}

TEST_CASE("a description of bands says what they join and what the linker learns from them") {
  const std::string page = describe(agreement("few_bands.agreement.json"));
  for (const char* part :
       {"  names_birth: 9 bands of 32 bits, of 1 hashes each, that join forename or surname, and "
        "date_of_birth\n",
        "weight 130", "the holder replaces such bands", "It does not learn how alike strangers are",
        "links at or above 9.500 by bands", "it is a strict one"}) {
    CAPTURE(part);
    CHECK(page.find(part) != std::string::npos);
  }
  CHECK(page.find("graph matching") == std::string::npos);
  CHECK(page.find("filter") == std::string::npos);
}

TEST_CASE("filters beside bands are described too") {
  AgreementTerms terms = agreement("detailed.agreement.json").terms();
  terms.encoding.columns.push_back(
      *agreement("few_bands.agreement.json").encoding().find("names_birth"));
  const std::string page = describe(Agreement::make(terms).value());
  CHECK(page.find("graph matching is not mitigated") != std::string::npos);
  CHECK(page.find("A column of bands has many") != std::string::npos);
  CHECK(page.find("it is 0.800 Dice, and by bands a strict one") != std::string::npos);
}

TEST_CASE("a description says of each filter how it is hardened") {
  const std::string page = describe(agreement("hardened.agreement.json"));
  for (const char* const part :
       {"hardened by diffusion: each bit says whether an odd number of 3 secret positions of the "
        "filter are set\n",
        "hardened by SAUL: each bit says whether an odd number of 3 secret majority votes of the "
        "tokens are for it\n",
        "hardened by SAUL: each bit is a secret majority vote of the tokens\n",
        "    not hardened: graph matching is not mitigated\n", "It is not shown to be safe"}) {
    CAPTURE(part);
    CHECK(page.find(part) != std::string::npos);
  }
  CHECK(page.find("There is no\nhardening") == std::string::npos);
}

TEST_CASE("no line ends with a space") {
  for (const char* name :
       {"single", "grouped", "detailed", "amended", "banded", "few_bands", "hardened"}) {
    CAPTURE(name);
    const std::string page = describe(agreement(std::string(name) + ".agreement.json"));
    CHECK(page.find(" \n") == std::string::npos);
    CHECK(page.ends_with("\n"));
  }
}

TEST_CASE("digits are shown in groups of four") {
  CHECK(in_groups(Bytes{}) == "");
  CHECK(in_groups(Bytes{0x01, 0x23, 0x45}) == "0123 45");
  CHECK(in_groups(Bytes{0x01, 0x23, 0x45, 0x67}) == "0123 4567");
}

}  // namespace
}  // namespace tally::describe_test
