// One fault a run, and the check that finds it.
#include <iterator>

#include "tests/unit/protocol/vectors.h"
#include "tests/unit/protocol/verify_faults.h"

namespace tally::verify_faults_test {
namespace {

using namespace verify_faults;

struct Broken {
  const char* check;
  Outcome outcome;
  Change before;
  Change after;
};

std::vector<Broken> broken_agreements() {
  const auto fail = Outcome::fail;
  return {
      {"agreement-canonical", fail, {}, add_a_space_to_an_amendment},
      {"agreement-signatures-verify", fail, {}, flip_byte("agreement.json.p7s", 1)},
      {"agreement-signed-by-all", fail, [](MadeUpRun& run) { run.unsigned_by = {"board"}; }, {}},
      {"agreement-signed-by-nobody-else", fail, {}, sign_by_a_stranger},
      {"agreement-certificates-valid",
       fail,
       [](MadeUpRun& run) { run.signing_times["board"] = on("2025-12-31"); },
       {}},
      {"agreement-opening-certificates",
       fail,
       [](MadeUpRun& run) { run.without_opening = {"board"}; },
       {}},
      {"agreement-one-project", fail, {}, other_agreement([](AgreementTerms& terms) {
         terms.project.bytes[0] ^= 1;
       })},
      {"agreement-amendments-chain", fail, {}, other_agreement([](AgreementTerms& terms) {
         terms.title += ", again";
       })},
      {"agreement-amendments-chain",
       Outcome::not_checkable,
       [](MadeUpRun& run) {
         run.change_terms = [](AgreementTerms& terms) { terms.amends = sha256({}); };
       },
       {}},
      {"agreement-signed-before-use",
       fail,
       [](MadeUpRun& run) { run.signing_times["board"] = on("2026-03-05"); },
       {}},
  };
}

std::vector<Broken> broken_files() {
  const auto fail = Outcome::fail;
  const auto report = SealKind::report;
  const auto submission = SealKind::submission;
  return {
      {"files-intact", fail, {}, flip_byte("3.tally", 0.5)},
      {"files-intact", fail, {}, flip_byte("3.tally", 1)},
      {"files-under-the-agreement",
       fail,
       file_of(report, [](Forgery& f) { f.manifest.agreement.bytes[0] ^= 1; }),
       {}},
      {"files-by-the-right-maker",
       fail,
       file_of(report, [](Forgery& f) { made_by(f, "council"); }),
       {}},
      {"files-by-the-right-maker",
       fail,
       file_of(report,
               [](Forgery& f) {
                 made_by(f, "stranger");
                 f.manifest.maker = "linkers";
               }),
       {}},
      {"files-certificates-valid",
       fail,
       file_of(report, [](Forgery& f) { f.manifest.made = on("2025-12-01"); }),
       {}},
      {"files-to-the-right-readers",
       fail,
       file_of(report, [](Forgery& f) { f.manifest.readers.pop_back(); }),
       {}},
      {"files-acceptable-when-made",
       fail,
       file_of(report, [](Forgery& f) { f.sealed_to.push_back("stranger"); }),
       {}},
      {"files-made-in-time",
       fail,
       file_of(report,
               [](Forgery& f) {
                 f.manifest.made = on("2028-01-01");
                 f.manifest.expires = on("2028-01-02");
               }),
       {}},
      {"files-expire-in-time",
       fail,
       file_of(submission,
               [](Forgery& f) { f.manifest.expires = days_after(f.manifest.made, 31); }),
       {}},
      {"submissions-exact-length",
       fail,
       file_of(submission, [](Forgery& f) { f.content.push_back(0); }),
       {}},
      {"sequences-one-file-a-number",
       fail,
       file_of(submission,
               [](Forgery& f) {
                 f.manifest.sequence = 1;
                 f.manifest.previous.reset();
               }),
       {}},
      {"sequences-chain",
       fail,
       file_of(submission,
               [](Forgery& f) {
                 if (f.manifest.previous) f.manifest.previous->bytes[0] ^= 1;
               }),
       {}},
      {"sequences-without-gap", Outcome::not_checkable, {}, remove_file("2.tally")},
      {"secret-here", Outcome::not_checkable, {}, remove_file("1.tally")},
      {"secret-made-by-the-key-maker",
       fail,
       file_of(SealKind::secret, [](Forgery& f) { made_by(f, "linkers"); }),
       {}},
      {"secret-the-same",
       fail,
       file_of_maker(submission, "trust", [](Forgery& f) { f.manifest.key_check->bytes[0] ^= 1; }),
       {}},
      {"encoding-the-same", fail, encode_health_otherwise, {}},
      {"software-the-same",
       fail,
       file_of_maker(submission, "trust", [](Forgery& f) { f.manifest.software = "other 1.0"; }),
       {}},
  };
}

std::vector<Broken> broken_logs() {
  const auto fail = Outcome::fail;
  const auto later = [](EvidenceEntry& entry) { entry.time = days_after(entry.time, 1); };
  const auto as_it_is = [](EvidenceEntry&) {};
  return {
      {"logs-here", Outcome::not_checkable, {}, remove_file("trust.jsonl")},
      {"logs-chain-intact", fail, {}, flip_byte("trust.jsonl", 0.5)},
      {"logs-of-this-run", fail, {}, log_of_another("stranger")},
      {"logs-one-a-party", fail, {}, log_of_another("council")},
      {"logs-have-pinned-heads", fail, {}, rewrite_log("council", 8, as_it_is)},
      {"logs-have-pinned-heads", fail, {}, rewrite_log("council", 100, later)},
      {"logs-have-received-heads", fail, {}, rewrite_log("council", 8, as_it_is)},
      {"logs-have-received-heads", fail, {}, rewrite_log("council", 100, later)},
      {"logs-tell-every-file", fail, entry_of("linkers", "sealed", leave_out), {}},
      {"files-all-here", Outcome::not_checkable, {}, remove_file("4.tally")},
      {"received-as-sealed", fail, fact_of("linkers", "received", "rows", 6), {}},
      {"received-as-sealed",
       fail,
       entry_of("linkers", "received",
                [](EvidenceEntry& entry) { fact(entry, "file") = std::string(64, 'a'); }),
       {}},
      {"received-unexpired",
       fail,
       entry_of("linkers", "received",
                [](EvidenceEntry& entry) { entry.time = days_after(entry.time, 40); }),
       {}},
      {"received-no-replay", fail, replay_the_first_week, {}},
      {"nothing-after-the-end",
       fail,
       entry_of("council", "encoded", [](EvidenceEntry& entry) { entry.time = on("2028-01-01"); }),
       {}},
  };
}

std::vector<Broken> broken_linkings() {
  const auto fail = Outcome::fail;
  return {
      {"linked-by-the-linker", fail, let_the_council_link, {}},
      {"linked-what-holders-sent",
       fail,
       inputs_of_linking([](auto& inputs) { inputs[1].file = inputs[0].file; }),
       {}},
      {"linked-what-holders-sent",
       fail,
       inputs_of_linking([](auto& inputs) { inputs[1].file.bytes[0] ^= 1; }),
       {}},
      {"linked-what-holders-sent", Outcome::not_checkable, {}, remove_file("2.tally")},
      {"linked-the-newest",
       fail,
       [](MadeUpRun& run) {
         inputs_of_linking([&run](auto& inputs) { inputs[1].file = run.submissions.back().file; })(
             run);
       },
       {}},
      {"linked-after-checking", fail, entry_of("linkers", "checked", leave_out), {}},
      {"linked-required-data-sets",
       fail,
       inputs_of_linking([](auto& inputs) { inputs.pop_back(); }),
       {}},
      {"linked-unexpired",
       fail,
       entry_of("linkers", "linked",
                [](EvidenceEntry& entry) { entry.time = days_after(entry.time, 40); }),
       {}},
      {"linked-by-agreed-passes",
       fail,
       entry_of("linkers", "linked",
                [](EvidenceEntry& entry) { fact(entry, "passes") = Json::Array{}; }),
       {}},
      {"counts-rows-add-up", fail, fact_of("trust", "encoded", "rejected", 3), {}},
      {"counts-sealed", fail, fact_of("trust", "encoded", "rows", 4), {}},
      {"counts-linked-rows",
       fail,
       inputs_of_linking([](auto& inputs) { inputs[0].rows += 1; }),
       {}},
      {"counts-linked-records",
       fail,
       inputs_of_linking([](auto& inputs) { inputs[0].records += 1; }),
       {}},
      {"counts-bridges", fail, fact_of("linkers", "released", "rows", 6), {}},
      {"release-data-sets",
       fail,
       entry_of("linkers", "released",
                [](EvidenceEntry& entry) { fact(entry, "datasets") = Json::Array{"school"}; }),
       {}},
      {"release-only-to-those-named",
       fail,
       file_of(SealKind::bridge,
               [](Forgery& f) {
                 f.manifest.analyst = "board";
                 f.manifest.readers = f.sealed_to = {"board"};
               }),
       {}},
      {"report-sealed", fail, entry_of("linkers", "sealed", leave_out), {}},
      {"closing-statements-here",
       Outcome::not_checkable,
       {},
       [](MadeUpRun& run) { remove_file(run.names.back())(run); }},
      {"closing-is-the-end",
       fail,
       {},
       log_after_closing("council", "attached", attached_facts("school", "insights", {1, 0, 0, 1}))},
      {"logs-anchored",
       Outcome::not_checkable,
       {},
       log_after_closing("council", "closed", closed_facts(1, 1))},
      {"secret-destroyed",
       Outcome::not_checkable,
       entry_of("trust", "secret_destroyed", leave_out),
       {}},
      {"secret-destroyed",
       fail,
       entry_of("trust", "secret_destroyed",
                [](EvidenceEntry& entry) { entry.time = on("2028-01-01"); }),
       {}},
  };
}

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
