// Checks of each run of the linker, and that the counts agree from the holders' rows to the
// bridges.
#include <algorithm>
#include <array>

#include "protocol/verify/verify_checks.h"

namespace tally {
namespace {

std::string describe(const Linking& linking) {
  return "the linking at entry " + std::to_string(linking.linked->number);
}

const Agreement* agreement_of(const Run& run, const Linking& linking) {
  const RunAgreement* agreement = run.agreement(linking.linked->agreement);
  return agreement == nullptr ? nullptr : &agreement->agreement;
}

// Every submission that was linked, with its file, which is null if it is not here.
template <class Look>
void each_input(const Run& run, const Look& look) {
  for (const Linking& linking : linkings(run)) {
    for (const LinkedInput& input : linking.inputs) {
      look(linking, input, run.file(to_hex(input.file.bytes)));
    }
  }
}

void by_the_linker(const Run& run, Findings& found) {
  for (const Linking& linking : linkings(run)) {
    const Agreement* agreement = agreement_of(run, linking);
    const Party* party = agreement ? agreement->party(linking.log->party()) : nullptr;
    found.expect(party != nullptr && party->has(Party::Role::linker),
                 describe(linking) + ": by " + linking.log->party() + ", which is not the linker");
  }
}

void what_holders_sent(const Run& run, Findings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile* file) {
    const std::string what = describe(linking) + ": " + input.dataset;
    if (file == nullptr) return not_here(run, to_hex(input.file.bytes), what, found);
    found.expect(
        file->manifest.kind == SealKind::submission && file->manifest.dataset == input.dataset,
        what + ": what was linked is not a submission of this data set");
  });
}

// The linker's entries "received" about a data set's submissions, before it linked.
std::vector<const EvidenceEntry*> received_before(const Linking& linking,
                                                  std::string_view dataset) {
  std::vector<const EvidenceEntry*> received;
  for (const EvidenceEntry& entry : linking.log->log.entries) {
    if (&entry == linking.linked) break;
    if (entry.event == "received" && text_fact(entry, "kind") == name_of(SealKind::submission) &&
        text_fact(entry, "dataset") == dataset) {
      received.push_back(&entry);
    }
  }
  return received;
}

void newest_received(const Run& run, Findings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile*) {
    const auto received = received_before(linking, input.dataset);
    const auto newest = std::ranges::max_element(
        received, {}, [](const EvidenceEntry* entry) { return count_fact(*entry, "sequence"); });
    found.expect(
        newest != received.end() && text_fact(**newest, "file") == to_hex(input.file.bytes),
        describe(linking) + ": " + input.dataset +
            ": not the newest submission that the linker had received");
  });
}

void checked_first(const Run& run, Findings& found) {
  for (const Linking& linking : linkings(run)) {
    const std::string wanted = dump_json_line(checked_facts(linking.inputs));
    found.expect(std::ranges::any_of(linking.before,
                                     [&](const EvidenceEntry* entry) {
                                       return entry->event == "checked" &&
                                              dump_json_line(entry->facts) == wanted;
                                     }),
                 describe(linking) + ": the same submissions were not checked before");
  }
}

void required_there(const Run& run, Findings& found) {
  for (const Linking& linking : linkings(run)) {
    const Agreement* agreement = agreement_of(run, linking);
    if (agreement == nullptr) continue;
    for (const Dataset& dataset : agreement->terms().datasets) {
      const auto given = std::ranges::count(linking.inputs, dataset.name, &LinkedInput::dataset);
      found.expect(given == 1 || (given == 0 && !dataset.required),
                   describe(linking) + ": " + dataset.name + " was absent, or there twice");
    }
  }
}

void unexpired_when_linked(const Run& run, Findings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile* file) {
    if (file == nullptr) return;
    found.expect(linking.linked->time <= file->manifest.expires,
                 describe(linking) + ": " + input.dataset + ": the submission had expired");
  });
}

void agreed_passes(const Run& run, Findings& found) {
  for (const Linking& linking : linkings(run)) {
    const Agreement* agreement = agreement_of(run, linking);
    if (agreement == nullptr) continue;
    const std::vector<Pass>& passes = agreement->terms().policy.passes;
    found.expect(
        std::ranges::equal(passes_of(*linking.linked), passes, {}, &LinkedPass::pass, &Pass::name),
        describe(linking) + ": not by the agreement's passes in their order");
  }
}

// The last entry of an event before `until` that names the data set (and analyst); null if none.
const EvidenceEntry* entry_before(const RunLog& log, const EvidenceEntry& until,
                                  std::string_view event, std::string_view fact) {
  const EvidenceEntry* last = nullptr;
  for (const EvidenceEntry& entry : log.log.entries) {
    if (&entry == &until) break;
    if (entry.event == event && text_fact(entry, fact) == text_fact(until, fact)) last = &entry;
  }
  return last;
}

void rows_add_up(const Run& run, Findings& found) {
  for (const RunLog& log : run.logs) {
    for (const EvidenceEntry& entry : log.log.entries) {
      if (entry.event != "encoded" && entry.event != "attached") continue;
      found.expect(count_fact(entry, "rows_read") == count_fact(entry, "rejected") +
                                                         count_fact(entry, "excluded") +
                                                         count_fact(entry, "rows"),
                   "the log of " + log.party() + ", entry " + std::to_string(entry.number) +
                       ": rows read are not those rejected, excluded and written");
    }
  }
}

struct Step {
  std::string_view kind;   // of a sealed file
  std::string_view event;  // before it, with as many rows
  std::string_view fact;   // that both have
};
constexpr std::array kSteps = {Step{"submission", "encoded", "dataset"},
                               Step{"payload", "attached", "dataset"},
                               Step{"bridge", "released", "analyst"}};

void sealed_rows(const Run& run, Findings& found) {
  for (const RunLog& log : run.logs) {
    for (const EvidenceEntry& entry : log.log.entries) {
      const auto* const step = std::ranges::find(kSteps, text_fact(entry, "kind"), &Step::kind);
      if (entry.event != "sealed" || step == kSteps.end()) continue;
      const EvidenceEntry* before = entry_before(log, entry, step->event, step->fact);
      found.expect(before != nullptr && count_fact(*before, "rows") == count_fact(entry, "rows"),
                   "the log of " + log.party() + ", entry " + std::to_string(entry.number) +
                       ": not as many rows as were " + std::string(step->event) + " before");
    }
  }
}

void linked_rows(const Run& run, Findings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile* file) {
    if (file == nullptr) return;
    found.expect(
        input.rows == file->manifest.rows && input.records <= input.rows,
        describe(linking) + ": " + input.dataset + ": not as many rows as its holder sealed");
  });
}

void linked_records(const Run& run, Findings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile* file) {
    const RunLog* log = file == nullptr ? nullptr : run.log(file->manifest.maker);
    const EvidenceEntry* sealed = log ? sealed_entry(*log, file_hex(*file)) : nullptr;
    const EvidenceEntry* encoded =
        sealed ? entry_before(*log, *sealed, "encoded", "dataset") : nullptr;
    const std::string what = describe(linking) + ": " + input.dataset;
    if (encoded == nullptr) return found.missing(what + ": no holder's log tells its records");
    found.expect(count_fact(*encoded, "records") == input.records,
                 what + ": not as many records as its holder encoded");
  });
}

void released_records(const Run& run, Findings& found) {
  for (const Linking& linking : linkings(run)) {
    for (const EvidenceEntry* entry : linking.after) {
      if (entry->event != "released") continue;
      std::uint64_t records = 0;
      const std::vector<std::string> datasets = datasets_of(*entry);
      for (const LinkedInput& input : linking.inputs) {
        if (std::ranges::count(datasets, input.dataset) != 0) records += input.records;
      }
      found.expect(count_fact(*entry, "rows") == records,
                   describe(linking) + ": the bridge for " +
                       std::string(text_fact(*entry, "analyst")) +
                       " has not one row for every record of its data sets");
    }
  }
}

constexpr std::array kChecks = {
    CheckRule{"linked-by-the-linker", "Nobody linked but the agreement's linker.",
              "logs and agreements", "linkings", Outcome::claimed, by_the_linker},
    CheckRule{"linked-what-holders-sent",
              "What the linker read is, byte for byte, what the holders sealed.",
              "the linker's log and sealed files", "submissions linked", Outcome::pass,
              what_holders_sent},
    CheckRule{"linked-the-newest",
              "Each submission linked had been received, and was the newest of its data set.",
              "the linker's log", "submissions linked", Outcome::claimed, newest_received},
    CheckRule{"linked-after-checking",
              "The same submissions had passed the linker's checks, the comparison of the "
              "conformance set among them, before anybody was compared.",
              "the linker's log", "linkings", Outcome::claimed, checked_first},
    CheckRule{"linked-required-data-sets", "Every data set that the agreement requires was there.",
              "the linker's log and agreements", "data sets", Outcome::claimed, required_there},
    CheckRule{"linked-unexpired", "No submission had expired when it was linked.",
              "the linker's log and manifests", "submissions linked", Outcome::claimed,
              unexpired_when_linked},
    CheckRule{"linked-by-agreed-passes", "The passes were the agreement's, in its order.",
              "the linker's log and agreements", "linkings", Outcome::claimed, agreed_passes},
    CheckRule{"counts-rows-add-up",
              "Of each export, rows read = rows rejected + excluded + written.", "holders' logs",
              "exports", Outcome::claimed, rows_add_up},
    CheckRule{"counts-sealed",
              "Each submission, payload and bridge was sealed with as many rows as were made.",
              "logs and manifests", "files logged", Outcome::claimed, sealed_rows},
    CheckRule{"counts-linked-rows", "The linker read as many rows as each holder sealed.",
              "the linker's log and manifests", "submissions linked", Outcome::pass, linked_rows},
    CheckRule{"counts-linked-records", "The linker found as many records as each holder encoded.",
              "the linker's and holders' logs", "submissions linked", Outcome::pass,
              linked_records},
    CheckRule{"counts-bridges",
              "Each bridge has one row for every record of its data sets, matched or not.",
              "the linker's log", "bridges", Outcome::claimed, released_records},
};

}  // namespace

std::span<const CheckRule> linking_checks() {
  return kChecks;
}

}  // namespace tally
