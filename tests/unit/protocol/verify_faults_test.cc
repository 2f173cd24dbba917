// One fault a run, and the check that finds it.
#include <iterator>

#include "tests/unit/protocol/vectors.h"
#include "tests/unit/protocol/verify_faults.h"

namespace tally::verify_faults_test {
namespace {

using namespace verify_faults;

void check_each(const std::vector<Broken>& cases) {
  for (const Broken& broken : cases) {
    CAPTURE(broken.check);
    MadeUpRun run(parties());
    if (broken.before) broken.before(run);
    run.play();
    if (broken.after) broken.after(run);
    const Verification verification = run.verify();
    const Check& check = check_called(verification, broken.check);
    CAPTURE(check.detail);
    CHECK(name_of(check.outcome) == name_of(broken.outcome));
    CHECK(check.detail.find(broken.says) != check.detail.npos);
    CHECK((check.outcome != Outcome::fail || !verification.passed()));
  }
}

TEST_CASE("a fault of the agreement is found by its check") {
  check_each(broken_agreements());
}
TEST_CASE("a fault of a sealed file is found by its check") {
  check_each(broken_files());
}
TEST_CASE("a fault of a log is found by its check") {
  check_each(broken_logs());
}
TEST_CASE("a fault of linking or closing is found by its check") {
  check_each(broken_linkings());
}

TEST_CASE("every check has a fault that it finds and a line in the list") {
  MadeUpRun run(parties());
  run.play();
  const std::string whole = protocol_vectors::read("../../docs/formats/verification.md");
  const std::string page = whole.substr(whole.find("## 3. The checks"));
  std::vector<Broken> all;
  for (auto* cases : {broken_agreements, broken_files, broken_logs, broken_linkings}) {
    std::ranges::move(cases(), std::back_inserter(all));
  }
  std::size_t listed = 0;
  for (std::size_t i = page.find("\n| `"); i != page.npos; i = page.find("\n| `", i + 1)) ++listed;
  const Verification verification = run.verify();
  for (const Check& check : verification.checks) {
    CAPTURE(check.name);
    CHECK(std::ranges::count(verification.checks, check.name, &Check::name) == 1);
    CHECK(
        std::ranges::any_of(all, [&](const Broken& broken) { return broken.check == check.name; }));
    CHECK(page.find("| `" + check.name + "` | " + check.proves + " | " + check.against + " | " +
                    std::string(name_of(check.outcome)) + " |") != std::string::npos);
  }
  CHECK(listed == verification.checks.size());
}

}  // namespace
}  // namespace tally::verify_faults_test
