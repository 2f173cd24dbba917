#include "linker/use_cases/check_submissions.h"

#include "tests/unit/linker/made_up_linker.h"

namespace tally::linker::check_submissions_test {
namespace {

using made_up::Linker;

TEST_CASE("good submissions would be accepted together and nothing is noted") {
  const Linker linker;
  const PartySession session = linker.session();
  const CheckOutcome outcome = check_submissions({session, linker.inputs}).value();
  CHECK(outcome.together);
  CHECK(outcome.missing.empty());
  CHECK(made_up::evidence_of(session).entries.empty());
}

TEST_CASE("a fault of one file hides no fault of another") {
  const Linker linker;
  const PartySession session = linker.session();
  const std::string junk = linker.parties.folder.put("junk.tally", "junk");
  const CheckOutcome outcome =
      check_submissions({session, {junk, linker.inputs[1], linker.parties.folder / "none"}})
          .value();
  REQUIRE(outcome.files.size() == 3);
  CHECK(outcome.files[0].seal.error().code == Errc::malformed);
  CHECK(outcome.files[1].seal.value().manifest().dataset == "b");
  CHECK(outcome.files[2].seal.error().code == Errc::io);
  REQUIRE(outcome.missing.size() == 1);
  CHECK(outcome.missing[0]->name == "a");
}

TEST_CASE("files that are good singly may be refused together") {
  const Linker linker;
  const PartySession session = linker.session();
  EncodingsHeader header = linker.parties.header("b", 0);
  header.key_check.bytes[0] ^= 1;
  const std::string other = linker.parties.write("b", header, {});
  const CheckOutcome outcome = check_submissions({session, {linker.inputs[0], other}}).value();
  for (const CheckOutcome::File& file : outcome.files) CHECK(file.seal);
  REQUIRE_FALSE(outcome.together);
  CHECK(outcome.together.error().message.find("different secrets") != std::string::npos);
}

}  // namespace
}  // namespace tally::linker::check_submissions_test
