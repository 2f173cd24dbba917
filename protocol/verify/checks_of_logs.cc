// Checks of the evidence logs: each by itself, against the files, and against each other.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "protocol/verify/checks.h"

namespace tally {
namespace {

std::string place(const RunLog& log, const EvidenceEntry& entry) {
  return "the log of " + log.party() + ", entry " + std::to_string(entry.number);
}

bool occurs(const EvidenceLog& log, const EvidenceHead& head) {
  if (head.length == 0) return head.head == Digest();
  return head.length <= log.entries.size() && log.digests[head.length - 1] == head.head;
}

void logs_here(const Run& run, CheckFindings& found) {
  for (const Party& party : run.parties()) {
    found.looked_at();
    if (run.log(party.name) == nullptr) found.missing("the log of " + party.name + " is not here");
  }
}

void chains_intact(const Run& run, CheckFindings& found) {
  for (std::size_t i = 0; i < run.logs.size(); ++i) found.looked_at();
  for (const BadFile& bad : run.bad_logs) found.expect(false, bad.why);
}

void of_this_run(const Run& run, CheckFindings& found) {
  const ProjectId& project = run.newest().agreement.terms().project;
  for (const RunLog& log : run.logs) {
    if (project_of(log) != project) found.wrong(log.name + ": belongs to another project");
    for (const EvidenceEntry& entry : log.log.entries) {
      const RunAgreement* agreement = run.agreement_or_draft(entry.agreement);
      found.expect(agreement != nullptr && agreement->agreement.party(entry.party) != nullptr,
                   place(log, entry) +
                       ": under an agreement that is not here, or by a party that the agreement "
                       "does not name");
    }
  }
  for (const std::string& other : run.passed_over) found.note(other);
}

void one_log_a_party(const Run& run, CheckFindings& found) {
  for (const RunLog& log : run.logs) {
    found.expect(occurs(run.log(log.party())->log, log.log.head()),
                 log.name + ": " + log.party() + " has another log that contradicts it");
  }
  for (const std::string& older : run.older_logs) found.note(older);
}

void pinned_heads_occur(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const RunLog* log = run.log(file.manifest.maker);
    const EvidenceHead& head = file.manifest.evidence;
    if (log == nullptr) {
      found.missing("the log of " + file.manifest.maker + " is not here");
      continue;
    }
    const bool dropped = head.length > log->log.entries.size();
    found.expect(
        occurs(log->log, head),
        describe_file(file) + (dropped ? ": its maker's log was longer than it is now"
                                       : ": its maker's log had other entries at that length"));
  }
}

void received_heads_occur(const Run& run, CheckFindings& found) {
  each_event<events::Received>(run, [&](const auto& log, const auto& entry, const auto& received) {
    const std::string& maker = received.maker;
    const RunLog* makers = run.log(maker);
    if (makers == nullptr) return found.missing("the log of " + maker + " is not here");
    found.expect(occurs(makers->log, received.log),
                 place(log, entry) + ": the log of " + maker +
                     " no longer has the entries that it had at that time");
  });
}

void makers_logged(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const RunLog* log = run.log(file.manifest.maker);
    if (log == nullptr) {
      found.missing("the log of " + file.manifest.maker + " is not here");
      continue;
    }
    const NotedFile* made = log->state.find_made(file.file);
    found.expect(made != nullptr && made->file == file_facts(file.manifest, file.file),
                 describe_file(file) + ": its maker's log does not have it with these facts");
  }
}

// A file that only its maker's log names, and the parties that have a copy and can be asked for it.
std::string describe_absent(const Run& run, const FileFacts& file, Time sealed) {
  const std::string text = describe(file) + ", number " + std::to_string(file.sequence) + ", of " +
                           print_time(sealed) + ", with the digest " + to_hex(file.digest.bytes) +
                           " is not here; ";
  for (const RunLog& log : run.logs) {
    if (log.state.took(file.digest)) return text + log.party() + " has received or opened it";
  }
  return text + (run.all_logs_here() ? "no log says" : "no log here says") +
         " that a reader received or opened it";
}

void logged_files_here(const Run& run, CheckFindings& found) {
  bool any_missing = false;
  each_event<events::Sealed>(run, [&](const auto& log, const auto& entry, const auto& sealed) {
    const SealedFile* file = run.file(sealed.file.digest);
    found.expect(file == nullptr || (file->manifest.maker == log.party() &&
                                     sealed.file == file_facts(file->manifest, file->file)),
                 place(log, entry) + ": the entry and the file's manifest contradict each other");
    if (file != nullptr) return;
    any_missing = true;
    found.missing(place(log, entry) + ": " + describe_absent(run, sealed.file, entry.time));
  });
  if (!any_missing) return;
  found.note(
      "to settle this check, ask the maker or a reader for the sealed file, unopened, even if it "
      "was made in error and never sent; a log cannot withdraw a file, so if the file no longer "
      "exists, keep a signed statement of its maker with this page");
}

void received_as_sealed(const Run& run, CheckFindings& found) {
  each_event<events::Received>(run, [&](const auto& log, const auto& entry, const auto& received) {
    const SealedFile* file = run.file(received.file.digest);
    if (file == nullptr) return not_here(run, received.file.digest, place(log, entry), found);
    const bool same = received == events::received(file->manifest, file->file);
    found.expect(same && std::ranges::count(file->manifest.readers, log.party()) == 1,
                 place(log, entry) + ": " + describe_file(*file) +
                     " is not the file that was received, or is not for this party");
  });
}

void received_unexpired(const Run& run, CheckFindings& found) {
  each_event<events::Received>(run, [&](const auto& log, const auto& entry, const auto& received) {
    const SealedFile* file = run.file(received.file.digest);
    if (file == nullptr) return;
    found.expect(entry.time <= file->manifest.expires,
                 place(log, entry) + ": " + describe_file(*file) + " had expired");
  });
}

void no_replay(const Run& run, CheckFindings& found) {
  using Name = std::tuple<std::string, std::string, SealKind, std::string, std::string>;
  std::map<Name, const FileFacts*> newest;
  each_event<events::Received>(run, [&](const auto& log, const auto& entry, const auto& received) {
    const FileFacts& file = received.file;
    const FileFacts*& last =
        newest[{log.name, received.maker, file.kind, file.dataset, file.analyst}];
    found.expect(last == nullptr || last->digest == file.digest || file.sequence > last->sequence,
                 place(log, entry) + ": an older file, received after a newer one");
    last = &file;
  });
}

// Reports and closing statements hold only counts and names, and nobody must open them.
bool must_be_opened(SealKind kind) {
  return kind != SealKind::report && kind != SealKind::closing;
}

void expect_taken(const Run& run, const SealedFile& file, const std::string& reader,
                  CheckFindings& found) {
  found.looked_at();
  const RunLog* log = run.log(reader);
  if (log == nullptr) return found.missing("the log of " + reader + " is not here");
  if (log->state.took(file.file)) return;
  found.awaited(run, reader,
                "the log of " + reader + " does not say that it opened " + describe_file(file));
}

void readers_could_open(const Run& run, CheckFindings& found) {
  std::uint64_t copies = 0;
  std::uint64_t opened = 0;
  for (const SealedFile& file : run.files) {
    for (const std::string& reader : file.manifest.readers) {
      if (reader == file.manifest.maker) continue;
      if (must_be_opened(file.manifest.kind)) {
        expect_taken(run, file, reader, found);
        continue;
      }
      ++copies;
      const RunLog* log = run.log(reader);
      if (log != nullptr && log->state.took(file.file)) ++opened;
    }
  }
  if (copies == 0) return;
  found.note(
      "reports and closing statements hold no records and nobody must open them: according to the "
      "logs, " +
      std::to_string(opened) + " of " + std::to_string(copies) + " copies were opened");
}

void nothing_after_the_end(const Run& run, CheckFindings& found) {
  for (const RunLog& log : run.logs) {
    for (const EvidenceEntry& entry : log.log.entries) {
      const RunAgreement* agreement = run.agreement(entry.agreement);
      if (agreement == nullptr || may_follow_the_end(entry.event)) continue;
      found.expect(entry.time <= agreement->agreement.terms().retention.ends,
                   place(log, entry) + ": after the agreement's end");
    }
  }
}

constexpr std::array kLogChecks = {
    CheckRule{"logs-here", "Every party's log is part of this folder.", "agreements and logs",
              "parties", Outcome::pass, logs_here},
    CheckRule{
        "logs-chain-intact",
        "No entry of a log was changed, moved or inserted, and none before the last was removed.",
        "the logs", "logs", Outcome::pass, chains_intact},
    CheckRule{"logs-of-this-run", "Every entry was written by a party to an agreement of this run.",
              "logs and agreements", "entries", Outcome::pass, of_this_run},
    CheckRule{"logs-one-a-party", "No party has two logs that contradict each other.", "the logs",
              "logs", Outcome::pass, one_log_a_party},
    CheckRule{"logs-have-pinned-heads",
              "Each log still has all the entries that it had when its party sealed a file: its "
              "last entries were not removed, and no entry was rewritten.",
              "manifests and logs", "sealed files", Outcome::pass, pinned_heads_occur},
    CheckRule{"logs-have-received-heads",
              "Each log still has all the entries that readers noted when they received its "
              "party's files.",
              "the logs of makers and readers", "files received", Outcome::pass,
              received_heads_occur},
    CheckRule{"logs-tell-every-file",
              "Each sealed file is in its maker's log, with the same facts.",
              "sealed files and logs", "sealed files", Outcome::pass, makers_logged},
    CheckRule{"files-all-here",
              "Each file that a party sealed, according to its log, is part of this folder.",
              "logs and sealed files", "files logged", Outcome::pass, logged_files_here},
    CheckRule{"received-as-sealed",
              "Each file that a party received is, byte for byte, a file that was sealed for it.",
              "readers' logs and sealed files", "files received", Outcome::pass,
              received_as_sealed},
    CheckRule{"received-unexpired", "No file had expired when it was received.",
              "readers' logs and manifests", "files received", Outcome::claimed,
              received_unexpired},
    CheckRule{"received-no-replay", "No party received an older file after a newer one.",
              "readers' logs", "files received", Outcome::claimed, no_replay},
    CheckRule{"readers-could-open",
              "Every reader of a file with records or the secret could open it: the reader's own "
              "log says that it received or opened the file.",
              "sealed files and readers' logs", "copies for readers", Outcome::claimed,
              readers_could_open},
    CheckRule{"nothing-after-the-end",
              "After the agreement ended, parties only destroyed the secret, closed the run and "
              "read closing statements.",
              "logs and agreements", "entries", Outcome::claimed, nothing_after_the_end},
};

}  // namespace

std::span<const CheckRule> log_checks() {
  return kLogChecks;
}

}  // namespace tally
