// Verification as a page for people who answer for the data and write no programs.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "common/page.h"
#include "protocol/describe/describe.h"
#include "protocol/verify/verify.h"

namespace tally {
namespace {

// Symbol and word, so that nobody has to know the colour or the symbol.
std::string shown(Outcome outcome) {
  constexpr std::array<std::string_view, 5> kWords = {"✓ pass", "✗ FAIL", "○ claimed",
                                                      "? not checkable", "… not due yet"};
  return std::string(kWords[static_cast<std::size_t>(outcome)]);
}

std::ptrdiff_t count(const Verification& verification, Outcome outcome) {
  return std::ranges::count(verification.checks, outcome, &Check::outcome);
}

void add_verdict(Page& page, const Verification& verification) {
  const bool failed = count(verification, Outcome::fail) > 0;
  const bool open = count(verification, Outcome::not_checkable) > 0;
  const std::string mark = failed ? "✗ " : open ? "? " : "✓ ";
  page.notice(mark + verdict(verification), failed ? Tone::bad : open ? Tone::warning : Tone::good);
}

// The findings of a check, with its remarks.
std::string found(const Check& check) {
  return check.note.empty() ? check.detail : check.detail + ". Note: " + check.note;
}

// The names and findings of the checks with this outcome.
std::vector<std::string> findings(const Verification& verification, Outcome outcome) {
  std::vector<std::string> items;
  for (const Check& check : verification.checks) {
    if (check.outcome == outcome) items.push_back(check.name + ": " + found(check));
  }
  return items;
}

void add_list(Page& page, std::string_view heading, const std::vector<std::string>& items) {
  if (items.empty()) return;
  page.heading(heading);
  page.list(items);
}

std::string outcomes(const std::vector<Check>& checks) {
  const std::pair<Outcome, std::string_view> words[] = {{Outcome::pass, " passed"},
                                                        {Outcome::fail, " failed"},
                                                        {Outcome::claimed, " claimed"},
                                                        {Outcome::not_checkable, " not checkable"},
                                                        {Outcome::not_due, " not due yet"}};
  std::string text;
  for (const auto& [outcome, word] : words) {
    const auto number = std::ranges::count(checks, outcome, &Check::outcome);
    if (number == 0) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(number) + std::string(word);
  }
  return text;
}

void add_key(Page& page, const Verification& verification) {
  page.heading("How to read this page");
  page.list({
      "✓ pass: signatures and digests show it, or the accounts of two parties agree.",
      "✗ FAIL: the files contradict it.",
      "○ claimed: one party's own account or clock says so, and nothing here contradicts it.",
      "? not checkable: something that the check needs is missing from the folder, or the folder "
      "has nothing to check.",
      "… not due yet: nothing is wrong or missing; something is still to come.",
  });
  page.paragraph("Of " + std::to_string(verification.checks.size()) + " checks" + ": " +
                 outcomes(verification.checks) + ". Made at " + print_time(verification.at) +
                 " under the agreement with the fingerprint " +
                 in_groups(from_hex(verification.agreement).value()) + ".");
  page.paragraph(
      "No check needs a key, and none shows a record. The checks cannot show that a party gave "
      "nobody anything outside these files, that the right rows were in an export, or that a clock "
      "was right. Encodings and references are pseudonymised personal data.");
}

void add_group(Page& page, const Verification& verification, const std::string& group) {
  std::vector<Check> members;
  std::ranges::copy_if(verification.checks, std::back_inserter(members),
                       [&](const Check& check) { return check.group == group; });
  PageTable table{
      outcomes(members), {"check", "outcome", "what it proves", "found"}, {}, Cells::words};
  for (const Check& check : members) {
    table.rows.push_back({check.name, shown(check.outcome),
                          check.proves + " Checked against " + check.against + ".", found(check)});
  }
  page.heading(group);
  page.table(table);
}

}  // namespace

std::string verdict(const Verification& verification) {
  const auto checks = [&](Outcome outcome) {
    const auto number = count(verification, outcome);
    return std::to_string(number) + (number == 1 ? " check" : " checks");
  };
  const auto to_come = count(verification, Outcome::not_due);
  const std::string later = to_come == 0 ? ""
                                         : " " + checks(Outcome::not_due) +
                                               (to_come == 1 ? " is" : " are") + " not due yet.";
  if (count(verification, Outcome::fail) > 0) {
    return "The run did not go as agreed: " + checks(Outcome::fail) + " failed.";
  }
  if (count(verification, Outcome::not_checkable) > 0) {
    return "No check failed, but " + checks(Outcome::not_checkable) +
           " could not be made, because something that they need is not here." + later;
  }
  if (to_come > 0) {
    return "So far, these files show that the run went as agreed: no check failed, and nothing is "
           "missing." +
           later;
  }
  return "These files show that the run went as agreed: every check was made, and none failed.";
}

std::string verification_page(const Verification& verification) {
  Page page("Verification: " + verification.title);
  add_verdict(page, verification);
  if (verification.purpose == Purpose::rehearsal) {
    page.notice(
        "A rehearsal: its secrets may come from a seed, so nothing in it protects anybody.");
  }
  page.heading("What happened, according to these files");
  for (const std::string& paragraph : verification.story) page.paragraph(paragraph);
  add_list(page, "What failed", findings(verification, Outcome::fail));
  add_list(page, "What could not be checked", findings(verification, Outcome::not_checkable));
  add_list(page, "What is not due yet", findings(verification, Outcome::not_due));
  add_key(page, verification);
  std::string last;
  for (const Check& check : verification.checks) {
    if (check.group != last) add_group(page, verification, check.group);
    last = check.group;
  }
  return page.html();
}

}  // namespace tally
