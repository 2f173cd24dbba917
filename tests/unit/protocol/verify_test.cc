#include "protocol/verify/verify.h"

#include "common/json.h"
#include "protocol/describe/describe.h"
#include "tests/unit/protocol/verify_faults.h"

namespace tally::verify_test {
namespace {

using namespace verify_faults;

TEST_CASE("every check of an honest run passes or is claimed") {
  MadeUpRun run(parties());
  run.play();
  const Verification verification = run.verify();
  CHECK(verification.passed());
  CHECK(verification.checks.size() >= 25);
  for (const Check& check : verification.checks) {
    CAPTURE(check.name);
    CAPTURE(check.detail);
    CHECK((check.outcome == Outcome::pass || check.outcome == Outcome::claimed));
  }
}

TEST_CASE("the profiles that exports were read by are shown and own ones said to be") {
  MadeUpRun run(parties());
  run.change_terms = [](AgreementTerms& terms) { terms.datasets[0].profile = "own"; };
  run.play();
  const Verification verification = run.verify();
  const Check& check = check_called(verification, "profiles-as-agreed");
  CHECK(check.outcome == Outcome::claimed);
  const auto hex = [](std::string_view text) { return in_groups(sha256({as_bytes(text)}).bytes); };
  CHECK(check.note.find("council's own profile, SHA-256 " + hex("own")) != std::string::npos);
  CHECK(check.note.find("the profile person, SHA-256 " + hex("person")) != std::string::npos);
  CHECK(verification_page(verification).find("own profile, SHA-256") != std::string::npos);
}

TEST_CASE("the text of a profile is compared with the one that the agreement fixes") {
  for (const std::string_view fixed : {"person", "another"}) {
    MadeUpRun run(parties());
    run.change_terms = [&](AgreementTerms& terms) {
      terms.datasets[0].profile_text = sha256({as_bytes(fixed)});
    };
    run.play();
    const Verification verification = run.verify();
    const Check& check = check_called(verification, "profiles-as-agreed");
    CHECK(check.outcome == (fixed == "person" ? Outcome::claimed : Outcome::fail));
    const bool named =
        check.detail.find("is not the text that the agreement fixes") != std::string::npos;
    CHECK(named == (fixed == "another"));
  }
}

// In the second week the linker is stopped after it has noted a bridge, and links again.
void stop_after_the_bridge(MadeUpRun& run, bool leaves) {
  run.before_linking = [&run, leaves](int week) {
    if (week != 2) return;
    run.log("linkers", events::Linked{{{"school", run.submissions[0].file, 5, 4},
                                       {"health", run.submissions[1].file, 3, 3}},
                                      {},
                                      5});
    const SealedFile bridge = run.seal("linkers", SealKind::bridge, "", "insights", 7, Bytes(700));
    if (leaves) run.receive("insights", bridge);
    std::filesystem::remove(run.folder / run.names.back());
  };
}

TEST_CASE("a linking that stopped between its notes and was made again hides nothing") {
  for (const bool leaves : {false, true}) {
    MadeUpRun run(parties());
    stop_after_the_bridge(run, leaves);
    run.play();
    const Verification verification = run.verify();
    const Check& check = check_called(verification, "report-sealed");
    CHECK(check.outcome == (leaves ? Outcome::fail : Outcome::pass));
    CHECK((check.note.find("broken off") != std::string::npos) == !leaves);
  }
}

TEST_CASE("a closing statement that was made again is accepted") {
  MadeUpRun run(parties());
  run.play();
  const std::string first = run.names.back();
  run.seal("board", SealKind::closing, "", "", 2, Bytes(100));
  run.collect_logs();
  CHECK(run.verify().passed());
  for (const char* name : {"sequences-one-file-a-number", "sequences-chain",
                           "sequences-without-gap", "closing-statements-here", "logs-anchored"}) {
    CAPTURE(name);
    CHECK(check_called(run.verify(), name).outcome == Outcome::pass);
  }
  CHECK(check_called(run.verify(), "closing-is-the-end").outcome == Outcome::claimed);
  remove_file(first)(run);  // it never appeared
  CHECK(check_called(run.verify(), "closing-statements-here").outcome == Outcome::pass);
  CHECK(check_called(run.verify(), "closing-is-the-end").outcome == Outcome::claimed);
  CHECK(check_called(run.verify(), "sequences-without-gap").outcome == Outcome::not_checkable);
}

// Two amendments; the council signs all three, closes the first, and acts under the last.
TEST_CASE("a party may act under an amendment of an amendment of what it closed") {
  for (const bool has_draft : {false, true}) {
    MadeUpRun run(parties());
    run.play();
    const Digest first = run.agreement->fingerprint();
    const auto renamed = [](AgreementTerms& terms) { terms.title += ", again"; };
    if (has_draft) run.unsigned_by = {"board"};
    run.amend(renamed);
    run.unsigned_by.clear();
    const Agreement last = run.amendment(renamed);
    run.put_agreement("last.json", last);
    run.log_under(last.fingerprint(), "council", events::SecretMade{run.key_check});
    run.collect_logs();
    CHECK(check_called(run.verify(), "closing-is-the-end").outcome == Outcome::claimed);
    run.log_under(first, "council", events::SecretMade{run.key_check});
    run.collect_logs();
    CHECK(check_called(run.verify(), "closing-is-the-end").outcome == Outcome::fail);
  }
}

TEST_CASE("a secret that is kept past its day is a fault") {
  MadeUpRun run(parties());
  entry_of<events::SecretDestroyed>("trust", leave_out)(run);
  run.play();
  CHECK(check_called(run.verify(on("2028-01-02")), "secret-destroyed").outcome == Outcome::fail);
}

TEST_CASE("copies of files in folders below count once") {
  MadeUpRun run(parties());
  run.play();
  std::filesystem::create_directory(run.folder / "copies");
  for (const std::string& name :
       {std::string("3.tally"), std::string("council.jsonl"), std::string("agreement.json")}) {
    run.folder.put("copies/" + name, run.folder.get(name));
  }
  run.folder.put("report.json", "{\"format\": \"tallystick-report/1\"}");
  CHECK(run.verify().passed());
  CHECK(check_called(run.verify(), "sequences-one-file-a-number").outcome == Outcome::pass);
}

TEST_CASE("a folder without an agreement is not a run") {
  const TemporaryFolder folder;
  CHECK(verify_run(folder.path(), on("2026-06-01")).error().code == Errc::malformed);
  CHECK(verify_run(folder / "none", on("2026-06-01")).error().code == Errc::io);
}

TEST_CASE("the page says the verdict first and has no part from elsewhere") {
  MadeUpRun run(parties());
  run.play();
  const std::string good = verification_page(run.verify());
  CHECK(good.find("every check was made, and none failed") != good.npos);
  remove_file("trust.jsonl")(run);
  const std::string open = verification_page(run.verify());
  CHECK(open.find("No check failed") != open.npos);
  flip_byte("3.tally", 0.5)(run);
  const std::string bad = verification_page(run.verify());
  CHECK(bad.find("The run did not go as agreed") != bad.npos);
  CHECK(bad.find("✗ FAIL") != bad.npos);
  for (const char* outside : {"http", "<script", "src=", "@import", "url("}) {
    CAPTURE(outside);
    CHECK(bad.find(outside) == bad.npos);
  }
}

TEST_CASE("the JSON has every check with its outcome") {
  MadeUpRun run(parties());
  run.play();
  const Verification verification = run.verify();
  const Json json = parse_json(verification_json(verification)).value();
  CHECK(*json.find("format")->as_string() == "tallystick-verification/1");
  CHECK(*json.find("passed")->as_bool());
  CHECK(json.find("checks")->as_array()->size() == verification.checks.size());
}

TEST_CASE("a closing statement says what a log says") {
  MadeUpRun run(parties());
  run.play();
  const EvidenceLog log = read_evidence(run.folder.get("trust.jsonl"), "trust").value();
  const ClosingStatement statement =
      make_closing(*run.agreement, "trust", log.head(), PartyState(log));
  CHECK(statement.log == log.head());
  REQUIRE(statement.made.size() == 3);
  CHECK(statement.made[1].file.dataset == "health");
  CHECK(statement.made[1].file.sequence == 2);
  REQUIRE(statement.received.size() == 1);
  CHECK(statement.received[0].maker == "council");
  CHECK(statement.secret_destroyed);
  const Json json = parse_json(print_closing(statement)).value();
  CHECK(json.find("made")->as_array()->size() == 3);
  CHECK(*json.find("party")->as_string() == "trust");
}

}  // namespace
}  // namespace tally::verify_test
