#include "encoder/admit/exclusions.h"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/encoder/one_standardiser.h"

namespace tally::encoder {
namespace exclusions_test {
namespace {

TEST_CASE("people are excluded by their local id or by their NHS number and counted by list") {
  TemporaryFolder folder;
  const std::string adopted =
      folder.put("adopted.csv", "reason,Local_ID\nadopted, P1 \n\"a, b\",P2\nagain,P1\n");
  const std::string opted_out = folder.put("out.csv", "NHS_Number\n943 476 5919\n6437927186\n");
  Exclusions exclusions = Exclusions::load({adopted, opted_out}, one_standardiser()).value();
  CHECK(exclusions.applies_to("in.csv", true));
  const Status refusal = exclusions.applies_to("in.csv", false);
  REQUIRE_FALSE(refusal);
  CHECK(refusal.error().code == Errc::refused);
  CHECK(refusal.error().message.starts_with("in.csv: no NHS numbers"));
  CHECK(Exclusions::load({adopted}, one_standardiser()).value().applies_to("in.csv", false));
  CHECK(exclusions.exclude("P1", ""));
  CHECK(exclusions.exclude("P1", "9434765919"));
  CHECK(exclusions.exclude("P7", "9434765919"));
  CHECK_FALSE(exclusions.exclude("P11", ""));
  CHECK_FALSE(exclusions.exclude("9434765919", "P2"));
  REQUIRE(exclusions.lists().size() == 2);
  CHECK(exclusions.lists()[0].listed == 2);
  CHECK(exclusions.lists()[0].found == 1);
  CHECK(exclusions.lists()[1].listed == 2);
  CHECK(exclusions.lists()[1].found == 1);
}

TEST_CASE("everybody on a list is found in any form that the export writes") {
  TemporaryFolder folder;
  Exclusions exclusions = Exclusions::load({folder.put("a.csv", "local_id\nab1\n"),
                                            folder.put("b.csv", "nhs_number\n9434765919\n")},
                                           one_standardiser())
                              .value();
  for (const char* id : {"AB1", " ab1\t", "\u00a0ab1"}) {
    CAPTURE(id);
    CHECK(exclusions.exclude(id, ""));
  }
  for (const char* cells :
       {"943 476 5919", "943-476-5919", "9434765919.0", "'9434765919", "=\"9434765919\"",
        "9.434765919E9", "943.476.5919", "943/476/5919", "NHS9434765919", "9434765919;4010232137",
        "9,434,765,919.00", "943\t476\t5919", "(943) 476 5919", "943_476*5919", "0009434765919",
        "4010232137\n0000000000\n9434765919\n", "９４３４７６５９１９"}) {
    CAPTURE(cells);
    CHECK(exclusions.exclude("X", cells));
  }
  for (const char* cells :
       {"", "\n\n", "4010232137", "19434765919", "943476591", "H943476591900"}) {
    CAPTURE(cells);
    CHECK_FALSE(exclusions.exclude("X", cells));
  }
}

TEST_CASE("a person on several lists is counted for each") {
  TemporaryFolder folder;
  const std::string first = folder.put("a.csv", "local_id\nP1\n");
  const std::string second = folder.put("b.csv", "local_id\nP1\nP2\nP1\n");
  Exclusions exclusions = Exclusions::load({first, second}, one_standardiser()).value();
  CHECK(exclusions.exclude("P1", ""));
  CHECK(exclusions.exclude("P1", ""));
  CHECK(exclusions.lists()[0].found == 1);
  CHECK(exclusions.lists()[1].listed == 2);
  CHECK(exclusions.lists()[1].found == 1);
}

TEST_CASE("a row that cannot be divided into columns is refused if it names somebody on a list") {
  TemporaryFolder folder;
  Exclusions exclusions = Exclusions::load({folder.put("a.csv", "local_id\nP1\n"),
                                            folder.put("b.csv", "nhs_number\n9434765919\n")},
                                           one_standardiser())
                              .value();
  using Row = std::vector<std::string_view>;
  CHECK(exclusions.check_unread(Row{}, "in.csv", 7));
  CHECK(exclusions.check_unread(Row{"P7", "Ann", "4010232137"}, "in.csv", 7));
  for (const Row& row : {Row{"P7", "Ann", "Lee", "x", "943 476 5919"}, Row{"Ann", " p1 "}}) {
    const Status refusal = exclusions.check_unread(row, "in.csv", 7);
    REQUIRE_FALSE(refusal);
    CHECK(refusal.error().code == Errc::refused);
    CHECK(refusal.error().message.starts_with("in.csv:7: "));
  }
}

TEST_CASE("a list that might miss somebody is malformed at its line") {
  struct Fault {
    const char* text;
    const char* message;
  };
  const Fault faults[] = {
      {"", "list.csv: empty"},
      {"upn\nA\n", "list.csv:1: no column called local_id or nhs_number"},
      {"local_id,nhs_number\nP1,\n", "list.csv:1: both a column local_id and a column nhs_number"},
      {"local_id,Local_ID\nP1,P2\n", "list.csv:1: column \"local_id\" comes twice"},
      {"nhs_number\n9434765919\n9434765918\n", "list.csv:3: not an NHS number"},
      {"nhs_number\n0000000000\n", "list.csv:2: not an NHS number"},
      {"local_id\nJos\xe9\n", "list.csv:2: not UTF-8"},
      {"local_id,why\nP1,x\nP2\n", "list.csv:3: wrong number of cells"},
      {"local_id,why\nP1,x\n ,x\n", "list.csv:3: not a local_id"},
  };
  for (const Fault& fault : faults) {
    CAPTURE(fault.text);
    TemporaryFolder folder;
    const Result<Exclusions> exclusions =
        Exclusions::load({folder.put("list.csv", fault.text)}, one_standardiser());
    REQUIRE_FALSE(exclusions);
    CHECK(exclusions.error().code == Errc::malformed);
    CHECK(exclusions.error().message.find(fault.message) != std::string::npos);
  }
}

}  // namespace
}  // namespace exclusions_test
}  // namespace tally::encoder
