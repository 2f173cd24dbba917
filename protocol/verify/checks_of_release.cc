// Checks of the files that left the linker, and of the end of the run.
#include <algorithm>
#include <array>

#include "protocol/verify/checks.h"

namespace tally {
namespace {

bool is_agreed(const Agreement& agreement, const events::Released& released) {
  return std::ranges::any_of(agreement.terms().releases, [&](const Release& release) {
    return release.analyst == released.analyst &&
           std::ranges::is_permutation(release.datasets, released.datasets);
  });
}

void releases_as_agreed(const Run& run, CheckFindings& found) {
  for (const Linking& linking : linkings(run)) {
    for (const EvidenceEntry* entry : linking.after) {
      const RunAgreement* agreement = run.agreement(entry->agreement);
      const auto* released = std::get_if<events::Released>(&entry->event);
      if (released == nullptr || agreement == nullptr) continue;
      found.expect(is_agreed(agreement->agreement, *released),
                   "the linker's entry " + std::to_string(entry->number) + ": a bridge for " +
                       released->analyst +
                       " does not cover exactly the data sets that the agreement releases to it");
    }
  }
}

void bridges_as_named(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const RunAgreement* agreement = run.agreement(file.manifest.agreement);
    if (file.manifest.kind != SealKind::bridge || agreement == nullptr) continue;
    const auto& releases = agreement->agreement.terms().releases;
    const bool named = std::ranges::count(releases, file.manifest.analyst, &Release::analyst) != 0;
    found.expect(named && file.manifest.readers == std::vector{file.manifest.analyst},
                 describe_file(file) + ": sealed for a party that no release names");
  }
}

// The report that the linker sealed after a linking; null if none.
const FileFacts* report_of(const Linking& linking) {
  for (const EvidenceEntry* entry : linking.after) {
    const auto* sealed = std::get_if<events::Sealed>(&entry->event);
    if (sealed != nullptr && sealed->file.kind == SealKind::report) return &sealed->file;
  }
  return nullptr;
}

// Whether the linker was stopped before it had noted a report, and linked the same files again. The
// results appear after all of them were noted, so none of the first linking is here or was received
// by another party, and nothing is hidden.
bool broken_off(const Run& run, const Linking& linking, const std::vector<Linking>& all) {
  const auto has_left = [&](const EvidenceEntry* entry) {
    const auto* sealed = std::get_if<events::Sealed>(&entry->event);
    return sealed != nullptr && (run.file(sealed->file.digest) != nullptr ||
                                 std::ranges::any_of(run.logs, [&](const RunLog& log) {
                                   return log.state.took(sealed->file.digest);
                                 }));
  };
  const auto again = [&](const Linking& other) {
    return other.log == linking.log && other.entry->number > linking.entry->number &&
           report_of(other) != nullptr &&
           std::ranges::equal(other.linked->inputs, linking.linked->inputs, {}, &LinkedInput::file,
                              &LinkedInput::file);
  };
  return report_of(linking) == nullptr && std::ranges::none_of(linking.after, has_left) &&
         std::ranges::any_of(all, again);
}

void report_sealed(const Run& run, CheckFindings& found) {
  const std::vector<Linking> all = linkings(run);
  for (const Linking& linking : all) {
    const std::string what = "the linking at entry " + std::to_string(linking.entry->number) + ": ";
    if (broken_off(run, linking, all)) {
      found.looked_at();
      found.note(what + "broken off; the same files were linked again");
      continue;
    }
    const FileFacts* report = report_of(linking);
    found.expect(report != nullptr, what + "no report was sealed for the parties");
    if (report == nullptr) continue;
    const SealedFile* file = run.file(report->digest);
    if (file == nullptr) {
      found.missing(what + "the report that was sealed is not here");
    } else {
      found.expect(file->manifest.kind == SealKind::report,
                   what + "the file that its log calls the report is not a report");
    }
  }
}

// A party's closing statement that pins the most of its log; null if it has none here.
const SealedFile* closing_of(const Run& run, std::string_view party) {
  const SealedFile* last = nullptr;
  for (const SealedFile& file : run.files) {
    if (file.manifest.kind != SealKind::closing || file.manifest.maker != party) continue;
    if (!last || file.manifest.sequence > last->manifest.sequence) last = &file;
  }
  return last;
}

void closings_here(const Run& run, CheckFindings& found) {
  for (const Party& party : run.parties()) {
    found.looked_at();
    if (closing_of(run, party.name)) continue;
    const RunLog* log = run.log(party.name);
    const bool closed = log != nullptr && log->state.has_closed();
    found.awaited(
        run, party.name,
        party.name + (closed ? "'s closing statement is not here" : " has not closed the run"));
  }
}

void nothing_after_closing(const Run& run, CheckFindings& found) {
  for (const Party& party : run.parties()) {
    const SealedFile* closing = closing_of(run, party.name);
    const RunLog* log = run.log(party.name);
    if (closing == nullptr || log == nullptr) continue;
    const auto& entries = log->log.entries;
    const auto may_follow = [&](const EvidenceEntry& entry) {
      const RunAgreement* under = run.agreement(entry.agreement);
      return may_follow_closing(entry.event) ||
             (under != nullptr &&
              log->state.replaces(under->agreement, closing->manifest.agreement, run.texts()));
    };
    const auto after = std::min(closing->manifest.evidence.length, log->log.head().length);
    found.expect(std::all_of(entries.begin() + static_cast<std::ptrdiff_t>(after), entries.end(),
                             may_follow),
                 party.name + " continued after its closing statement");
  }
}

// The longest part of a party's log that its own signature or another party's log confirms.
std::uint64_t anchored(const Run& run, std::string_view party) {
  std::uint64_t longest = 0;
  for (const SealedFile& file : run.files) {
    if (file.manifest.maker == party) longest = std::max(longest, file.manifest.evidence.length);
  }
  return longest;
}

void logs_anchored(const Run& run, CheckFindings& found) {
  for (const Party& party : run.parties()) {
    const RunLog* log = run.log(party.name);
    if (log == nullptr) continue;
    found.looked_at();
    const auto loose = std::ranges::count_if(log->log.entries, [&](const EvidenceEntry& entry) {
      return entry.number > anchored(run, party.name) &&
             !is<events::Sealed, events::Received, events::Opened>(entry.event);
    });
    if (loose > 0) {
      found.awaited(run, party.name,
                    "the log of " + party.name + ": " + std::to_string(loose) +
                        " entries after the last head that it signed");
    }
  }
}

void secret_destroyed(const Run& run, CheckFindings& found) {
  const Time by = run.newest().agreement.terms().retention.secret_destroyed;
  for (const Party& party : run.parties()) {
    const RunLog* log = run.log(party.name);
    if (!party.has(Party::Role::holder) && !party.has(Party::Role::key_maker)) continue;
    found.looked_at();
    if (log == nullptr) {
      found.missing("the log of " + party.name + " is not here");
      continue;
    }
    const std::optional<Time> destroyed = log->state.first_destroyed();
    if (log->state.encoded_without_secret()) {
      found.wrong(party.name + " encoded after it had destroyed the secret");
    }
    if (destroyed) {
      if (*destroyed > by) found.wrong(party.name + " destroyed the secret too late");
    } else if (run.now > by) {
      found.wrong(party.name + " has not destroyed the secret by " + print_date(by));
    } else {
      found.not_due(party.name + " has until " + print_date(by) + " to destroy the secret");
    }
  }
}

constexpr std::array kReleaseChecks = {
    CheckRule{
        "release-data-sets",
        "Each bridge covers exactly the data sets that the agreement releases to its analyst.",
        "the linker's log and agreements", "bridges", Outcome::claimed, releases_as_agreed},
    CheckRule{"release-only-to-those-named",
              "Bridges were sealed only for analysts that a release names.",
              "manifests and agreements", "bridges", Outcome::pass, bridges_as_named},
    CheckRule{"report-sealed",
              "After each linking, a report was sealed for analysts and governance.",
              "the linker's log and sealed files", "linkings", Outcome::pass, report_sealed},
    CheckRule{"closing-statements-here", "Every party has closed the run with a signed statement.",
              "the sealed files", "parties", Outcome::pass, closings_here},
    CheckRule{"closing-is-the-end",
              "After its closing statement, no party continued, except under an agreement that "
              "amends the closed one.",
              "closing statements and logs", "closing statements", Outcome::claimed,
              nothing_after_closing},
    CheckRule{"logs-anchored",
              "Every important entry of a log is covered by a head that its party has signed.",
              "manifests and logs", "logs", Outcome::pass, logs_anchored},
    CheckRule{"secret-destroyed", "Every holder of the secret destroyed it by the agreed day.",
              "logs and agreements", "holders of the secret", Outcome::claimed, secret_destroyed},
};

}  // namespace

std::span<const CheckRule> closing_checks() {
  return kReleaseChecks;
}

}  // namespace tally
