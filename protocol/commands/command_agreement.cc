#include <algorithm>
#include <limits>

#include "common/join.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/commands/commands.h"
#include "protocol/describe/describe.h"
#include "protocol/drafting/draft_template.h"
#include "protocol/identity/signed_agreement.h"
#include "protocol/use_cases/make_agreement.h"
#include "protocol/use_cases/sign_agreement.h"
#include "protocol/use_cases/write_document.h"

namespace tally {
namespace {

void print_made(const MakeAgreementOutcome& made) {
  if (made.encoding_changes) {
    tell(*made.encoding_changes
             ? "THE ENCODING CHANGES: every key changes, and every data set must be encoded again"
             : "the encoding stays the same: existing submissions may still be linked");
  }
  tell_all(made.notices);
  tell("fingerprint " + in_groups(made.agreement.fingerprint().bytes));
}

Status run_agreement_new(const Options& options) {
  const MakeAgreementOutcome made = TRY(make_agreement({.from = options.get("from"),
                                                        .amends = options.find("amends"),
                                                        .out = options.get("out"),
                                                        .overwrite = overwrite_of(options),
                                                        .now = now()}));
  print_made(made);
  tell("wrote " + options.get("out") +
       ": read it (agreement show), sign it (agreement sign), and " +
       "send it to the other parties");
  return {};
}

Result<const DraftTemplate*> template_called(const std::string& name) {
  std::vector<std::string> names;
  for (const DraftTemplate& known : draft_templates()) {
    if (known.name == name) return &known;
    names.emplace_back(known.name);
  }
  return usage_error("--for: no such template", "the templates are: " + join(names));
}

std::string about_templates() {
  std::vector<std::string> lines;
  for (const DraftTemplate& known : draft_templates()) {
    lines.push_back(std::string(known.name) + " (" + std::string(known.about) + ")");
  }
  return "which template: " + join(lines, ", ");
}

Status run_template(const Options& options) {
  const DraftTemplate* wanted = TRY(template_called(options.find("for").value_or("start")));
  const std::optional<std::string> out = options.find("out");
  TRY(write_document(out.value_or("/dev/stdout"), wanted->text(), overwrite_of(options)));
  if (out) tell("wrote " + *out + ": complete it, then run agreement new --from " + *out);
  return {};
}

Status run_agreement_show(const Options& options) {
  const Agreement agreement = TRY(Agreement::load(options.get("in")));
  return print_out(describe(agreement));
}

Status run_sign(const Options& options) {
  const std::string& path = options.get("agreement");
  const SignOutcome signing =
      TRY(sign_agreement({.agreement = path,
                          .identity = options.get("identity"),
                          .passphrase_file = options.find("passphrase-file"),
                          .now = now()}));
  const std::string beside = path + kSignatureSuffix;
  tell("fingerprint " + in_groups(signing.fingerprint.bytes));
  if (signing.was_signed) {
    tell(beside + ": " + signing.party + " has already signed, so nothing changes");
  } else {
    tell("signed by " + signing.party + ": " + beside + ": send both files to the next party");
  }
  return {};
}

// After the agreement's end, checks it as of its end: its signatures remain valid.
Status run_agreement_verify(const Options& options) {
  const std::string& path = options.get("agreement");
  const Agreement agreement = TRY(Agreement::load(path));
  const Time ends = agreement.terms().retention.ends, time = now();
  const SignedAgreement checked = TRY(SignedAgreement::load(path, std::min(time, ends)));
  TRY(print_out(describe_signatures(checked)));
  if (time <= ends) return {};
  return refused(path + ": the agreement ended on " + print_date(ends));
}

}  // namespace

Command agreement_template_command() {
  return {"agreement template",
          "prints a template to complete, with comments",
          {{"for", "NAME", Need::optional, about_templates()},
           {"out", "FILE", Need::optional, "where to write it (default: standard output)",
            Direction::out},
           {"force", "", Need::flag, "replaces FILE if it exists"}},
          run_template};
}

Command agreement_new_command() {
  return {"agreement new",
          "creates an agreement from a completed template",
          {{"from", "FILE", Need::required, "the completed template"},
           {"amends", "OLD", Need::optional, "the agreement that the new one replaces"},
           {"out", "FILE", Need::required, "the agreement", Direction::out},
           {"force", "", Need::flag, "replaces FILE if it exists"}},
          run_agreement_new};
}

Command agreement_show_command() {
  return {"agreement show",
          "prints an agreement in plain words",
          {{"in", "FILE", Need::required, "the agreement"}},
          run_agreement_show};
}

Command agreement_sign_command() {
  return {"agreement sign",
          "signs an agreement: adds your signature to the file of signatures beside it",
          {{"agreement", "FILE", Need::required, "the agreement; its signatures are in FILE.p7s"},
           {"identity", "DIR", Need::required, "your folder of keys"},
           {"passphrase-file", "FILE", Need::optional,
            "a file with the passphrase that protects the keys"}},
          run_sign};
}

Command agreement_verify_command() {
  return {"agreement verify",
          "checks that all parties of an agreement, and nobody else, have signed it, and says when",
          {{"agreement", "FILE", Need::required, "the agreement; its signatures are in FILE.p7s"}},
          run_agreement_verify};
}

Option rehearsal_seed_option() {
  return {"rehearsal-seed", "N", Need::optional,
          "for rehearsals only: derives every secret from N, so nothing is protected"};
}

Result<std::optional<std::uint64_t>> rehearsal_seed_of(const Options& options) {
  if (!options.find("rehearsal-seed")) return std::optional<std::uint64_t>();
  const std::uint64_t seed =
      TRY(options.number("rehearsal-seed", 0, std::numeric_limits<std::uint64_t>::max(), 0));
  return std::optional(seed);
}

}  // namespace tally
