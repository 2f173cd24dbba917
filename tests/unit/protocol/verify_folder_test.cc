// Files that the folder of an honest run may have: older copies, drafts, files that are too long,
// and the work of parties that join later.
#include <filesystem>

#include "tests/unit/protocol/verify_faults.h"

namespace tally::verify_folder_test {
namespace {

using namespace verify_faults;

void check_honest(const Verification& verification) {
  for (const Check& check : verification.checks) {
    CAPTURE(check.name);
    CAPTURE(check.detail);
    CHECK((check.outcome == Outcome::pass || check.outcome == Outcome::claimed));
  }
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

TEST_CASE("a copy of a log that was cut counts for nothing beside the whole one") {
  MadeUpRun run(parties());
  run.play();
  const std::string whole = run.folder.get("linkers.jsonl");
  const std::size_t first = whole.find('\n') + 1;
  for (std::size_t size = first; size < whole.size(); size += 97) {  // in a line, and between two
    CAPTURE(size);
    run.folder.put("copy.jsonl", whole.substr(0, size));
    const Verification verification = run.verify();
    check_honest(verification);
    CHECK(check_called(verification, "logs-one-a-party").note ==
          "copy.jsonl is an older copy of linkers.jsonl");
  }
}

TEST_CASE("a log of another project is not checked unless it has something of this run") {
  MadeUpRun run(parties());
  run.play();
  const std::string name = "elsewhere.jsonl";
  const auto put = [&](std::size_t length, const Digest& second) {
    const EvidenceLog& own = run.logs["council"];
    EvidenceLog other{{own.entries.begin(), own.entries.begin() + static_cast<long>(length)}, {}};
    std::string text;
    Digest previous;
    for (EvidenceEntry& entry : other.entries) {
      entry.agreement = entry.number == 2 ? second : Digest();
      if (entry.number == 1) entry.event = events::Begun{ProjectId()};
      entry.previous = previous;
      const std::string line = print_evidence(entry);
      previous = sha256({as_bytes(line)});
      text += line + "\n";
    }
    run.folder.put(name, text);
  };
  put(3, Digest());
  check_honest(run.verify());
  CHECK(check_called(run.verify(), "logs-of-this-run").note ==
        "elsewhere.jsonl belongs to another project, and was not checked");
  put(3, run.agreement->fingerprint());
  CHECK(check_called(run.verify(), "logs-of-this-run").outcome == Outcome::fail);
  run.folder.put(name, "");
  run.folder.put("council.jsonl", "");
  CHECK(check_called(run.verify(), "logs-here").outcome == Outcome::not_checkable);
}

TEST_CASE("two logs of a party that fork are a fault") {
  MadeUpRun run(parties());
  run.play();
  const std::string whole = run.folder.get("linkers.jsonl");
  rewrite_log("linkers", 12, [](EvidenceEntry& entry) {
    if (entry.number == 12) entry.time = days_after(entry.time, 1);
  })(run);
  run.folder.put("whole.jsonl", whole);
  CHECK(check_called(run.verify(), "logs-one-a-party").outcome == Outcome::fail);
}

TEST_CASE("an amendment not signed by all is a draft while nothing is made under it") {
  MadeUpRun run(parties());
  run.before_linking = [&run](int week) {
    if (week == 2) put_half_signed(run);
  };
  run.play();
  const Verification verification = run.verify();
  CHECK(verification.passed());
  CHECK(verification.title == "Children's health");
  const Check& check = check_called(verification, "agreement-signed-by-all");
  CHECK(check.outcome == Outcome::pass);
  CHECK(check.note ==
        "other.json: an amendment that some parties have not signed and under which nothing was "
        "made; council, trust, "
        "linkers, insights have not signed");
  remove_file("other.json.p7s")(run);
  CHECK(run.verify().passed());
  run.folder.put("other.json.p7s", "no signatures");
  CHECK(check_called(run.verify(), "agreement-signatures-verify").outcome == Outcome::fail);
}

TEST_CASE("to sign an amendment after closing accuses nobody") {
  MadeUpRun run(parties());
  run.play();
  put_half_signed(run);
  const Verification verification = run.verify();
  CHECK(verification.passed());
  CHECK(check_called(verification, "logs-anchored").outcome == Outcome::not_checkable);
}

TEST_CASE("a party that closed and then signed an amendment may act again") {
  MadeUpRun run(parties());
  run.play();
  CHECK(check_called(run.verify(), "logs-anchored").outcome == Outcome::pass);
  run.amend([](AgreementTerms& terms) { terms.title += ", again"; });
  run.collect_logs();
  const Verification verification = run.verify();
  CHECK(verification.passed());
  CHECK(check_called(verification, "logs-anchored").outcome == Outcome::not_due);
  run.close("council");
  run.collect_logs();
  const Check anchored = check_called(run.verify(), "logs-anchored");
  CHECK(anchored.outcome == Outcome::not_due);
  CHECK_FALSE(has(anchored.detail, "council"));
}

TEST_CASE("an agreement on its own that is not signed yet accuses nobody") {
  MadeUpRun run(parties());
  run.play();
  const TemporaryFolder folder;
  folder.put("agreement.json", run.agreement->text());
  const Verification verification = verify_run(folder.path(), on("2026-06-01")).value();
  CHECK(verification.passed());
  CHECK(check_called(verification, "agreement-signed-by-all").outcome == Outcome::not_due);
}

TEST_CASE("parties that join by an amendment sign and close as all others do") {
  MadeUpRun run(parties());
  amend_midway(let_a_stranger_join)(run);
  run.play();
  check_honest(run.verify());
  remove_file(run.names.back())(run);
  const Check closed = check_called(run.verify(), "closing-statements-here");
  CHECK(closed.outcome == Outcome::not_checkable);
  CHECK(closed.detail == "stranger's closing statement is not here");
  remove_file("stranger.jsonl")(run);
  CHECK(check_called(run.verify(), "logs-here").detail == "the log of stranger is not here");
}

TEST_CASE("a file longer than its format allows is refused by its size") {
  MadeUpRun run(parties());
  run.play();
  run.folder.put("results.json", std::string((std::size_t{1} << 20) + 1, ' '));
  check_honest(run.verify());  // no agreement: nobody has signed it
  run.folder.put("results.json.p7s", run.folder.get("agreement.json.p7s"));
  const Check agreement = check_called(run.verify(), "agreement-canonical");
  CHECK(agreement.outcome == Outcome::fail);
  CHECK(has(agreement.detail, "results.json"));
  run.folder.put("long.jsonl", "");
  std::filesystem::resize_file(run.folder / "long.jsonl", (std::uintmax_t{64} << 20) + 1);
  const Check log = check_called(run.verify(), "logs-chain-intact");
  CHECK(log.outcome == Outcome::fail);
  CHECK(has(log.detail, "long.jsonl"));
}

TEST_CASE("files still to come are distinguished from missing files") {
  MadeUpRun run(parties());
  run.until = MadeUpRun::Until::the_secret;
  run.play();
  const Verification early = run.verify();
  CHECK(early.passed());
  for (const char* name : {"linked-what-holders-sent", "closing-statements-here",
                           "secret-destroyed", "logs-anchored", "report-sealed"}) {
    CAPTURE(name);
    CHECK(check_called(early, name).outcome == Outcome::not_due);
  }
  CHECK(check_called(early, "secret-here").outcome == Outcome::pass);
  const Verification late = run.verify(on("2028-01-02"));
  CHECK(check_called(late, "closing-statements-here").outcome == Outcome::not_checkable);
  CHECK(check_called(late, "logs-anchored").outcome == Outcome::not_checkable);
  remove_file("trust.jsonl")(run);
  CHECK(check_called(run.verify(), "report-sealed").outcome == Outcome::not_checkable);
}

// As by a linker that was killed before it had sealed anything, and linked again.
void link_in_vain(MadeUpRun& run, const std::vector<LinkedInput>& inputs) {
  std::vector<LinkedPass> passes;
  for (const Pass& pass : run.agreement->terms().policy.passes) passes.push_back({pass.name, 2});
  run.log("linkers", events::Checked{inputs});
  run.log("linkers", events::Linked{inputs, passes, 5});
  run.log("linkers", events::Released{"insights", {"school", "health"}, 7});
}

TEST_CASE("a linking that was broken off is not a fault if the same files were linked again") {
  MadeUpRun run(parties());
  run.before_linking = [&](int week) {
    if (week == 1) {
      link_in_vain(run, {{"school", run.submissions[0].file, 5, 4},
                         {"health", run.submissions[1].file, 3, 3}});
    }
  };
  run.play();
  for (const Check& check : run.verify().checks) {
    CAPTURE(check.name);
    CAPTURE(check.detail);
    CHECK((check.outcome == Outcome::pass || check.outcome == Outcome::claimed ||
           check.outcome == Outcome::not_due));
  }
  CHECK(check_called(run.verify(), "report-sealed").note.find("broken off") != std::string::npos);

  MadeUpRun other(parties());
  other.before_linking = [&](int week) {
    if (week == 1) link_in_vain(other, {{"school", other.submissions[0].file, 5, 4}});
  };
  other.play();
  CHECK(check_called(other.verify(), "report-sealed").outcome == Outcome::fail);
}

TEST_CASE("a missing file is named with the way to settle the check") {
  MadeUpRun run(parties());
  run.play();
  const std::string digest = to_hex(read_sealed(run.folder / "2.tally").value().file.bytes);
  remove_file("2.tally")(run);
  const Check taken = check_called(run.verify(), "files-all-here");
  CHECK(has(taken.detail,
            "the submission of school, number 1, of 2026-03-01T00:00:00Z, with the "
            "digest " +
                digest + " is not here; linkers has received or opened it"));
  CHECK(has(taken.note, "to settle this check, ask the maker"));

  MadeUpRun another(parties());
  another.before_linking = [&another](int) {
    const SealedFile file =
        another.seal("council", SealKind::payload, "school", "insights", 6, Bytes(60));
    std::filesystem::remove(file.path);
  };
  another.play();
  const Check unsent = check_called(another.verify(), "files-all-here");
  CHECK(unsent.outcome == Outcome::not_checkable);
  CHECK(has(unsent.detail, "is not here; no log says that a reader received or opened it"));
}

TEST_CASE("the story of the run uses checked files and suppresses small counts") {
  MadeUpRun run(parties());
  run.play();
  const std::vector<std::string> story = run.verify().story;
  std::string all;
  for (const std::string& paragraph : story) all += paragraph + "\n";
  CAPTURE(all);
  for (const char* part : {"Children's health", "council (holder, key maker)", "insights (analyst)",
                           "school: under 10 rows from council, sealed on 2026-03-08, number 2, "
                           "received or opened by linkers",
                           "health: under 10 rows from trust, sealed on 2026-03-08, number 2, "
                           "received or opened by linkers",
                           "On 2026-03-09 linkers linked school and health, the last of 2 linkings",
                           "The linker found under 10 people",
                           "the bridge for insights with under 10 rows, sealed on ",
                           "The run was closed by council, trust, linkers, insights and board",
                           "The secret was destroyed by council and trust"}) {
    CAPTURE(part);
    CHECK(has(all, part));
  }
}

}  // namespace
}  // namespace tally::verify_folder_test
