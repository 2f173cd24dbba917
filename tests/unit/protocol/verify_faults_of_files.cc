// Faults of agreements and sealed files, and the check that finds each.
#include "tests/unit/protocol/verify_faults.h"

namespace tally::verify_faults {

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
      {"agreement-signed-by-all",
       fail,
       amend_midway(let_a_stranger_join, {"stranger"}),
       {},
       "amendment.json: stranger has not signed"},
      {"agreement-signed-by-all",
       fail,
       {},
       [](MadeUpRun& run) {
         run.log_under(put_half_signed(run).fingerprint(), "board", events::Closed{1, 1});
         run.collect_logs();
       },
       "other.json: council has not signed"},
      {"agreement-one-project", fail, {}, other_agreement([](AgreementTerms& terms) {
         terms.project.bytes[0] ^= 1;
       })},
      {"agreement-amendments-chain", fail, {}, other_agreement([](AgreementTerms& terms) {
         terms.title += ", again";
       })},
      {"agreement-amendments-chain",
       fail,
       {},
       [](MadeUpRun& run) {
         other_agreement([&run](AgreementTerms& terms) {
           terms.amends = run.agreement->fingerprint();
           terms.purpose = Purpose::linkage;
         })(run);
       },
       "other.json: changes a rehearsal into a linkage, or a linkage into a rehearsal"},
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
      {"profiles-as-agreed",
       fail,
       event_of<events::Encoded>("trust", [](auto& encoded) { encoded.profile = "own"; }),
       {},
       "a different profile from the one that the agreement names"},
      {"profiles-as-agreed",
       fail,
       event_of<events::Encoded>("trust",
                                 [](auto& encoded) { encoded.profile_text.bytes.fill(0xaa); }),
       {},
       "text differs from that of other profiles with this name"},
      {"profiles-as-agreed",
       Outcome::not_checkable,
       entry_of<events::Encoded>("trust", leave_out),
       {},
       "no log here says how it was encoded"},
  };
}

}  // namespace tally::verify_faults
