#include "linker/use_cases/link_submissions.h"

#include "protocol/base/kept_files.h"
#include "tests/unit/linker/made_up_linker.h"

namespace tally::linker::link_submissions_test {
namespace {

using made_up::Linker;
using made_up::QuietProgress;

std::vector<std::string> events_of(const PartySession& session) {
  std::vector<std::string> events;
  for (const EvidenceEntry& entry : made_up::evidence_of(session).entries) {
    events.emplace_back(word_of(entry.event));
  }
  return events;
}
using Events = std::vector<std::string>;

struct Run {
  Result<LinkOutcome> link(PartySession& session, Overwrite overwrite = Overwrite::no,
                           std::function<Status(const Linkage&)> show = {}) {
    return link_submissions({session, linker.inputs, out, overwrite,
                             *kernel_named("portable").value(), 1, progress, std::move(show)});
  }
  Linker linker;
  QuietProgress progress;
  const std::string out = linker.parties.folder / "results";
};

bool any_says(const std::vector<std::string>& notices, const std::string& words) {
  for (const std::string& notice : notices) {
    if (notice.find(words) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("a run notes what it received linked and released before its files appear") {
  Run run;
  PartySession session = run.linker.session();
  const LinkOutcome outcome = run.link(session).value();
  CHECK(events_of(session) == Events{"begun", "received", "received", "checked", "linked",
                                     "released", "sealed", "sealed"});
  CHECK(outcome.linkage.people.count() == 24 - outcome.linkage.resolution.links.size());
  for (const char* name :
       {"links.csv", "report.json", "report.html", "bridge-analyst.tally", "report.tally"}) {
    CAPTURE(name);
    CHECK(std::filesystem::exists(run.out + "/" + name));
  }
  CHECK(run.progress.labels == std::vector<std::string>{"reading", "linking"});
  CHECK(any_says(outcome.notices, "kernel portable, threads 1"));
  CHECK_FALSE(any_says(outcome.notices, "keep number"));
}

TEST_CASE("a sealed file pins the evidence up to the release") {
  Run run;
  PartySession session = run.linker.session();
  REQUIRE(run.link(session));
  const Manifest bridge = read_sealed(run.out + "/bridge-analyst.tally").value().manifest;
  CHECK(bridge.evidence.length == 6);
  CHECK(bridge.evidence.head == made_up::evidence_of(session).digests[5]);
  CHECK(bridge.rows == 24);
}

TEST_CASE("nothing appears when the linkage cannot be shown") {
  Run run;
  PartySession session = run.linker.session();
  const auto refuse = [&](const Linkage&) -> Status {
    CHECK(events_of(session).back() == "released");
    CHECK_FALSE(std::filesystem::exists(run.out));
    return io_error("the screen is gone");
  };
  const auto outcome = run.link(session, Overwrite::no, refuse);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().message == "the screen is gone");
  CHECK(events_of(session).back() == "released");
  CHECK_FALSE(std::filesystem::exists(run.out));
}

TEST_CASE("an output that exists is refused before anything is read") {
  Run run;
  PartySession session = run.linker.session();
  std::filesystem::create_directory(run.out);
  CHECK_FALSE(run.link(session));
  CHECK(events_of(session).empty());
  CHECK(run.progress.labels.empty());
}

TEST_CASE("a second run says which files it replaces and which to keep") {
  Run run;
  {
    PartySession first = run.linker.session();
    REQUIRE(run.link(first));
  }
  PartySession second = run.linker.session();
  const LinkOutcome outcome = run.link(second, kOverwriteAllButKeys).value();
  CHECK(any_says(outcome.notices, "bridge-analyst.tally: replaces number 1"));
  CHECK(any_says(outcome.notices, "is number 2: keep number 1"));
}

TEST_CASE("only the linker links") {
  Run run;
  PartySession holder = run.linker.session("a");
  const auto outcome = run.link(holder);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == Errc::refused);
}

}  // namespace
}  // namespace tally::linker::link_submissions_test
