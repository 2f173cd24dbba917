#include "protocol/verify/verify.h"

#include <algorithm>
#include <array>

#include "common/join.h"
#include "common/json.h"
#include "protocol/verify/checks.h"

namespace tally {
namespace {

struct CheckGroup {
  std::string_view name;
  std::span<const CheckRule> (*checks)();
};
constexpr std::array kGroups = {CheckGroup{"The agreement", agreement_checks},
                                CheckGroup{"The sealed files", file_checks},
                                CheckGroup{"One secret, one encoding", secret_checks},
                                CheckGroup{"The logs", log_checks},
                                CheckGroup{"Linking and counts", linking_checks},
                                CheckGroup{"Release and closing", closing_checks}};

constexpr std::size_t kShown = 8;  // findings in a detail; the others are counted

std::string some_of(std::vector<std::string> findings) {
  const std::size_t all = findings.size();
  findings.resize(std::min(all, kShown));
  if (all > kShown) findings.push_back("and " + std::to_string(all - kShown) + " more");
  return join(findings, "; ");
}

// Whether somebody can still act under the agreement, and no act can be hidden.
bool goes_on(const Run& run) {
  const std::vector<Party> parties = run.parties();
  return run.all_logs_here() &&
         std::ranges::any_of(parties, [&](const Party& party) { return run.may_act(party.name); });
}

Check make_check(const Run& run, const CheckGroup& group, const CheckRule& rule) {
  CheckFindings found;
  rule.look(run, found);
  if (!found.anything() && goes_on(run)) {
    found.not_due("there are no " + std::string(rule.things) + " yet");
  }
  return {std::string(group.name),
          std::string(rule.name),
          std::string(rule.proves),
          std::string(rule.against),
          found.outcome(rule.clean),
          found.detail(rule.things),
          found.notes()};
}

}  // namespace

Outcome CheckFindings::outcome(Outcome clean) const {
  if (!faults_.empty()) return Outcome::fail;
  if (missing_.empty() && !not_due_.empty()) return Outcome::not_due;
  return missing_.empty() && looked_at_ > 0 ? clean : Outcome::not_checkable;
}

std::string CheckFindings::detail(std::string_view things) const {
  if (!faults_.empty()) return some_of(faults_);
  if (!missing_.empty()) return some_of(missing_);
  if (!not_due_.empty()) return some_of(not_due_);
  if (looked_at_ == 0) return "there are no " + std::string(things) + " here";
  return std::string(things) + ": " + std::to_string(looked_at_);
}

std::string CheckFindings::notes() const {
  return some_of(notes_);
}

void not_here(const Run& run, const Digest& file, const std::string& what, CheckFindings& found) {
  const auto made = [&](const RunLog& log) { return log.state.find_made(file) != nullptr; };
  if (run.all_logs_here() && std::ranges::none_of(run.logs, made)) {
    found.expect(false, what + ": no party sealed the file that it names");
  } else {
    found.missing(what + ": the file that it names is not here");
  }
}

bool Verification::passed() const {
  return std::ranges::none_of(checks,
                              [](const Check& check) { return check.outcome == Outcome::fail; });
}

std::string_view name_of(Outcome outcome) {
  constexpr std::array<std::string_view, 5> kNames = {"pass", "fail", "claimed", "not_checkable",
                                                      "not_due"};
  return kNames[static_cast<std::size_t>(outcome)];
}

Result<Verification> verify_run(const std::string& folder, Time now) {
  const Run run = TRY(read_run(folder, now));
  const Agreement& agreement = run.newest().agreement;
  const AgreementTerms& terms = agreement.terms();
  Verification verification{
      terms.title, to_hex(agreement.fingerprint().bytes), now, terms.purpose, tell_story(run), {}};
  for (const CheckGroup& group : kGroups) {
    for (const CheckRule& rule : group.checks()) {
      verification.checks.push_back(make_check(run, group, rule));
    }
  }
  return verification;
}

std::string verification_json(const Verification& verification) {
  Json::Array checks;
  for (const Check& check : verification.checks) {
    checks.push_back(Json::Object{{"name", check.name},
                                  {"group", check.group},
                                  {"proves", check.proves},
                                  {"against", check.against},
                                  {"outcome", name_of(check.outcome)},
                                  {"detail", check.detail},
                                  {"note", check.note}});
  }
  return dump_json(Json::Object{{"format", "tallystick-verification/1"},
                                {"title", verification.title},
                                {"agreement", verification.agreement},
                                {"at", print_time(verification.at)},
                                {"passed", verification.passed()},
                                {"checks", std::move(checks)}});
}

}  // namespace tally
