#include <algorithm>
#include <iostream>
#include <limits>
#include <utility>

#include "common/atomic_file.h"
#include "common/join.h"
#include "protocol/agreement/agreement.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/commands/commands.h"
#include "protocol/describe/describe.h"
#include "protocol/drafting/draft_clauses.h"
#include "protocol/drafting/draft_template.h"
#include "protocol/drafting/draft_text.h"
#include "protocol/evidence/evidence.h"
#include "protocol/evidence/evidence_events.h"
#include "protocol/identity/signed_agreement.h"

namespace tally {
namespace {

Status write_text(const std::string& path, std::string_view text, const Options& options) {
  const Overwrite overwrite = overwrite_of(options);
  AtomicFile file = TRY(AtomicFile::open(path, overwrite, Access::everyone));
  TRY(file.write(text));
  return file.commit();
}

// What was listed and yet is not encoded, so that nobody wonders.
void tell_left_out(const Draft& draft) {
  const PerField<bool> used = used_fields(draft);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    const bool listed = std::ranges::any_of(
        draft.datasets, [field](const DraftDataset& dataset) { return dataset.fields[field]; });
    if (!listed || used[field]) continue;
    const bool unasked = is_key(field) && !draft.keys[field];
    tell(std::string(name_of(field)) + (unasked ? ": not used (keys does not name it)"
                                                : ": not used (only one data set has it)"));
  }
}

// The same of single data sets: a field goes only where it is in a column, and a data set that
// tells no people apart goes by its keys alone.
void tell_dropped(const Draft& draft, const Agreement& agreement) {
  const PerField<bool> used = used_fields(draft);
  for (std::size_t i = 0; i < draft.datasets.size(); ++i) {
    std::vector<std::string> dropped;
    for (std::size_t f = 0; f < kFieldCount; ++f) {
      const auto field = static_cast<Field>(f);
      if (draft.datasets[i].fields[field] && used[field] &&
          !agreement.terms().datasets[i].fields[field]) {
        dropped.emplace_back(name_of(field));
      }
    }
    if (dropped.empty()) continue;
    tell(join(dropped) + " of " + draft.datasets[i].name +
         ": not used (with neither a name, a postcode nor another field it links by its numbers "
         "alone)");
  }
}

// The agreement, made to replace another where --amends says so; an encoding that changes is told.
Result<Agreement> make_agreement(const Options& options, const Draft& draft) {
  AgreementTerms terms = draft_terms(draft);
  const std::optional<std::string> amends = options.find("amends");
  const std::string& from = options.get("from");
  if (terms.encoding.columns.empty()) {
    return refused(from + ": nothing is left to encode",
                   "a line \"keys: upn\" names the identifiers to link by; a data set without them "
                   "needs names or an address");
  }
  if (!amends) return placed(from, Agreement::make(std::move(terms)));
  const Agreement replaced = TRY(Agreement::load(*amends));
  TRY(amend(terms, replaced));
  Agreement agreement = TRY(placed(from, Agreement::make(std::move(terms))));
  tell(agreement.encoding_fingerprint() == replaced.encoding_fingerprint()
           ? "the encoding stays: what was encoded before may still be linked"
           : "THE ENCODING CHANGES: every key changes, and every data set must be encoded again");
  return agreement;
}

Status run_new(const Options& options) {
  const Draft draft = TRY(load_draft(options.get("from")));
  const Agreement agreement = TRY(make_agreement(options, draft));
  if (agreement.terms().retention.ends > days_after(now(), kLongestAgreement)) {
    return refused(options.get("from") + ": ends over ten years from now",
                   "an agreement lasts ten years at most: amend it when the time comes");
  }
  TRY(write_text(options.get("out"), agreement.text(), options));
  tell_left_out(draft);
  tell_dropped(draft, agreement);
  tell("agreement " + in_groups(agreement.fingerprint().bytes));
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
  return "for what: " + join(lines, ", ");
}

Status run_template(const Options& options) {
  const DraftTemplate* wanted = TRY(template_called(options.find("for").value_or("start")));
  return write_text(options.find("out").value_or("/dev/stdout"), wanted->text(), options);
}

Status run_show(const Options& options) {
  const Agreement agreement = TRY(Agreement::load(options.get("in")));
  std::cout << describe(agreement);
  return {};
}

Status run_sign(const Options& options) {
  const Identity identity =
      TRY(Identity::load(options.get("identity"), options.find("passphrase-file")));
  const std::string& path = options.get("agreement");
  const Time time = now();
  const auto note = [&](const Agreement& agreement, const Party& party) -> Status {
    EvidenceWriter evidence = TRY(EvidenceWriter::open(identity.folder(), agreement, party.name));
    return evidence.append(time, "signed", signed_facts(party.signing));
  };
  const Party party = TRY(sign_agreement(path, identity, time, note));
  tell("signed by " + party.name + ": " + path + kSignatureSuffix);
  return {};
}

// At its end if it has ended: what was signed stays signed.
Status run_verify(const Options& options) {
  const std::string& path = options.get("agreement");
  const Agreement agreement = TRY(Agreement::load(path));
  const Time ends = agreement.terms().retention.ends, time = now();
  const SignedAgreement checked = TRY(SignedAgreement::load(path, std::min(time, ends)));
  std::cout << describe_signatures(checked);
  if (time <= ends) return {};
  return refused(path + ": the agreement ended with " + print_date(ends));
}

}  // namespace

Command agreement_template_command() {
  return {"agreement template",
          "prints a template to fill in, with comments",
          {{"for", "NAME", Need::optional, about_templates()},
           {"out", "FILE", Need::optional, "where to (standard output)", Direction::out},
           {"force", "", Need::flag, "replace FILE if it exists"}},
          run_template};
}

Command agreement_new_command() {
  return {"agreement new",
          "makes an agreement of a template that was filled in",
          {{"from", "FILE", Need::required, "the template, filled in"},
           {"amends", "OLD", Need::optional, "the agreement that the new one replaces"},
           {"out", "FILE", Need::required, "the agreement", Direction::out},
           {"force", "", Need::flag, "replace FILE if it exists"}},
          run_new};
}

Command agreement_show_command() {
  return {"agreement show",
          "prints an agreement for people to read",
          {{"in", "FILE", Need::required, "the agreement"}},
          run_show};
}

Command agreement_sign_command() {
  return {"agreement sign",
          "adds a party's signature to those beside an agreement",
          {{"agreement", "FILE", Need::required, "the agreement; its signatures are FILE.p7s"},
           {"identity", "DIR", Need::required, "the party's folder of keys"},
           {"passphrase-file", "FILE", Need::optional, "what protects the keys"}},
          run_sign};
}

Command agreement_verify_command() {
  return {"agreement verify",
          "says whether exactly its parties have signed an agreement, and when",
          {{"agreement", "FILE", Need::required, "the agreement; its signatures are FILE.p7s"}},
          run_verify};
}

Option rehearsal_seed_option() {
  return {"rehearsal-seed", "N", Need::optional,
          "derive everything secret from N: for rehearsals, it protects nobody"};
}

Result<std::optional<std::uint64_t>> rehearsal_seed_of(const Options& options) {
  if (!options.find("rehearsal-seed")) return std::optional<std::uint64_t>();
  const std::uint64_t seed =
      TRY(options.number("rehearsal-seed", 0, std::numeric_limits<std::uint64_t>::max(), 0));
  return std::optional(seed);
}

}  // namespace tally
