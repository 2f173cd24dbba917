#include "encoder/audit/audit_words.h"

#include <algorithm>

#include "common/page.h"
#include "encoder/audit/figures.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kHow =
    "The attacker has the encodings, as the linker gets them, and the agreement; never the key. An "
    "attack counts as held if, over five keys, it names no more people than chance does, by three "
    "standard deviations. For bands, families of known people and records that share a band with a "
    "known one are counted apart, because the linker must see which records are near. That an "
    "attack did not break an encoding does not show that no attack can.";

std::string_view words_for(Verdict verdict) {
  switch (verdict) {
    case Verdict::named:
      return "names people";
    case Verdict::held:
      return "not broken by this attack";
    case Verdict::shows:
      return "figures only";
    case Verdict::no_base:
      return "does not apply";
  }
  return "";
}

std::string headline(const AttackFinding& finding) {
  const Score& score = finding.score;
  std::string text = "An insider who has " + finding.attacker + " names " +
                     with_commas(score.named) + " of " + with_commas(score.shared) + " people (" +
                     percent_of(score.named, score.shared) + "), in " + seconds_of(finding.seconds);
  if (score.sure > 0) text += "; when sure, right " + percent_of(score.sure_right, score.sure);
  return text + ".";
}

// The attacker who has least and still names half; else the one who names the largest share.
const AttackFinding* worst_of(const AuditReport& report, std::string_view attack) {
  const AttackFinding* worst = nullptr;
  for (const AttackFinding& finding : report.findings) {
    if (finding.attack != attack || finding.verdict != Verdict::named) continue;
    const bool half = finding.score.recall() >= 0.5;
    if (worst == nullptr || half ||
        (worst->score.recall() < 0.5 && finding.score.recall() > worst->score.recall())) {
      worst = &finding;
    }
  }
  return worst;
}

std::vector<std::string> attacks_of(const AuditReport& report) {
  std::vector<std::string> attacks;
  for (const AttackFinding& finding : report.findings) {
    if (std::ranges::count(attacks, finding.attack) == 0) attacks.push_back(finding.attack);
  }
  return attacks;
}

PageTable table_of(const AuditReport& report) {
  PageTable table{"The attacks, in the order in which they ran",
                  {"attack", "the attacker has", "what came out", "verdict", "time"},
                  {},
                  Cells::words};
  for (const AttackFinding& finding : report.findings) {
    table.rows.push_back({finding.attack, finding.attacker, finding.outcome,
                          std::string(words_for(finding.verdict)), seconds_of(finding.seconds)});
  }
  return table;
}

std::string basis_of(const AuditReport& report) {
  return "Data set " + report.dataset + ", a sample of " + with_commas(report.records) +
         " records of its own export, seed " + std::to_string(report.seed) +
         ". The same seed gives the same figures.";
}

}  // namespace

std::vector<std::string> audit_headlines(const AuditReport& report) {
  std::vector<std::string> lines;
  for (const std::string& attack : attacks_of(report)) {
    if (const AttackFinding* worst = worst_of(report, attack)) lines.push_back(headline(*worst));
  }
  if (lines.empty()) lines.emplace_back("Not broken by these attacks.");
  return lines;
}

std::vector<std::string> audit_advice(const AuditReport& report) {
  std::vector<std::string> advice;
  if (worst_of(report, "key recovery") != nullptr) {
    advice.emplace_back(
        "Leave out the filters of few tokens (a birth filter): level single. Key recovery then has "
        "nothing to work on. It cost no F1 on 10,000 made-up children (0.9993 after 0.9984), and "
        "helps only against an attacker who knows none of the records.");
  }
  if (worst_of(report, "known records") != nullptr) {
    advice.emplace_back(
        "Send bands in place of filters (level banded). On clean records with dates of birth this "
        "cost at most 0.005 F1; on records with many faults it cost much more (historical names: "
        "0.27), so measure it on your own data first.");
    advice.emplace_back(
        "Or harden the filter by diffusion (hardening: diffusion 5 in a template). That cost 0.005 "
        "F1 on 10,000 made-up children and up to 0.06 on records with more faults.");
  }
  return advice;
}

std::string audit_text(const AuditReport& report) {
  std::string text;
  for (const std::string& line : audit_headlines(report)) text += line + "\n";
  text += "\n";
  for (const AttackFinding& finding : report.findings) {
    text += finding.attack + ", " + finding.attacker + ": " + finding.outcome + " [" +
            std::string(words_for(finding.verdict)) + ", " + seconds_of(finding.seconds) + "]\n";
  }
  for (const std::string& line : audit_advice(report)) text += "\n" + line + "\n";
  return text + "\n" + basis_of(report) + "\n";
}

std::string audit_page(const AuditReport& report) {
  Page page("What attacks on data set " + report.dataset + " find");
  const bool broken = std::ranges::any_of(
      report.findings, [](const AttackFinding& f) { return f.verdict == Verdict::named; });
  for (const std::string& line : audit_headlines(report)) {
    page.notice(line, broken ? Tone::bad : Tone::good);
  }
  page.paragraph(basis_of(report));
  page.heading("Attacks");
  page.paragraph(kHow);
  page.table(table_of(report));
  const std::vector<std::string> advice = audit_advice(report);
  if (!advice.empty()) {
    page.heading("What would help");
    page.list(advice);
  }
  return page.html();
}

}  // namespace tally::encoder
