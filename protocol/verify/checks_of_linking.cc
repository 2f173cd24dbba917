// Checks of each run of the linker, and of the counts from the holders' rows to the bridges.
#include <algorithm>
#include <array>
#include <optional>

#include "protocol/verify/checks.h"

namespace tally {
namespace {

std::string describe(const Linking& linking) {
  return "the linking at entry " + std::to_string(linking.entry->number);
}

const Agreement* agreement_of(const Run& run, const Linking& linking) {
  const RunAgreement* agreement = run.agreement(linking.entry->agreement);
  return agreement == nullptr ? nullptr : &agreement->agreement;
}

// Every submission that was linked, with its file, which is null if it is not here.
template <class Look>
void each_input(const Run& run, const Look& look) {
  for (const Linking& linking : linkings(run)) {
    for (const LinkedInput& input : linking.linked->inputs) {
      look(linking, input, run.file(input.file));
    }
  }
}

void by_the_linker(const Run& run, CheckFindings& found) {
  for (const Linking& linking : linkings(run)) {
    const Agreement* agreement = agreement_of(run, linking);
    const Party* party = agreement ? agreement->party(linking.log->party()) : nullptr;
    found.expect(party != nullptr && party->has(Party::Role::linker),
                 describe(linking) + ": by " + linking.log->party() + ", which is not the linker");
  }
}

void what_holders_sent(const Run& run, CheckFindings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile* file) {
    const std::string what = describe(linking) + ": " + input.dataset;
    if (file == nullptr) return not_here(run, input.file, what, found);
    found.expect(
        file->manifest.kind == SealKind::submission && file->manifest.dataset == input.dataset,
        what + ": the file that was linked is not a submission of this data set");
  });
}

// The newest submission of a data set that the linker had received before it linked; null if none.
const NotedFile* newest_before(const Linking& linking, std::string_view dataset) {
  const NotedFile* newest = nullptr;
  for (const NotedFile& received : linking.log->state.received()) {
    if (received.entry > linking.entry->number) break;
    const FileFacts& file = received.file;
    if (file.kind != SealKind::submission || file.dataset != dataset) continue;
    if (newest == nullptr || file.sequence > newest->file.sequence) newest = &received;
  }
  return newest;
}

void newest_received(const Run& run, CheckFindings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile*) {
    const NotedFile* newest = newest_before(linking, input.dataset);
    found.expect(newest != nullptr && newest->file.digest == input.file,
                 describe(linking) + ": " + input.dataset +
                     ": not the newest submission that the linker had received");
  });
}

void checked_first(const Run& run, CheckFindings& found) {
  for (const Linking& linking : linkings(run)) {
    found.expect(std::ranges::any_of(
                     linking.before,
                     [&](const EvidenceEntry* entry) {
                       const auto* checked = std::get_if<events::Checked>(&entry->event);
                       return checked != nullptr && checked->inputs == linking.linked->inputs;
                     }),
                 describe(linking) + ": the same submissions were not checked before");
  }
}

void required_there(const Run& run, CheckFindings& found) {
  for (const Linking& linking : linkings(run)) {
    const Agreement* agreement = agreement_of(run, linking);
    if (agreement == nullptr) continue;
    for (const Dataset& dataset : agreement->terms().datasets) {
      const auto given =
          std::ranges::count(linking.linked->inputs, dataset.name, &LinkedInput::dataset);
      found.expect(given == 1 || (given == 0 && !dataset.required),
                   describe(linking) + ": " + dataset.name + " was missing, or given twice");
    }
  }
}

void unexpired_when_linked(const Run& run, CheckFindings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile* file) {
    if (file == nullptr) return;
    found.expect(linking.entry->time <= file->manifest.expires,
                 describe(linking) + ": " + input.dataset + ": the submission had expired");
  });
}

void agreed_passes(const Run& run, CheckFindings& found) {
  for (const Linking& linking : linkings(run)) {
    const Agreement* agreement = agreement_of(run, linking);
    if (agreement == nullptr) continue;
    const std::vector<Pass>& passes = agreement->terms().policy.passes;
    found.expect(
        std::ranges::equal(linking.linked->passes, passes, {}, &LinkedPass::pass, &Pass::name),
        describe(linking) + ": did not run the agreement's passes in their order");
  }
}

std::string place(const RunLog& log, std::uint64_t entry) {
  return "the log of " + log.party() + ", entry " + std::to_string(entry);
}

// Null: the event has no rows of an export.
const RowCounts* export_rows(const Event& event) {
  const auto* encoded = std::get_if<events::Encoded>(&event);
  const auto* attached = std::get_if<events::Attached>(&event);
  return encoded ? &encoded->rows : attached ? &attached->rows : nullptr;
}

void rows_add_up(const Run& run, CheckFindings& found) {
  for (const RunLog& log : run.logs) {
    for (const EvidenceEntry& entry : log.log.entries) {
      const RowCounts* rows = export_rows(entry.event);
      if (rows == nullptr) continue;
      found.expect(rows->rows_read == rows->rejected + rows->excluded + rows->rows,
                   place(log, entry.number) +
                       ": rows read are not the sum of rows rejected, excluded and written");
    }
  }
}

// The rows that a party noted before it sealed a file, and the event that has them.
struct RowsBefore {
  std::string_view event;
  std::optional<std::uint64_t> rows;  // empty: the log does not have the event
};

template <class Kind, class Fits>
RowsBefore rows_before(const RunLog& log, const NotedFile& sealed, const Fits& fits) {
  const Kind* event = last_before<Kind>(log, sealed.entry, fits);
  if (event == nullptr) return {Kind::kWord, std::nullopt};
  if constexpr (requires { event->rows.rows; }) {
    return {Kind::kWord, event->rows.rows};
  } else {
    return {Kind::kWord, event->rows};
  }
}

// Nothing for a kind of file without an event that gives its rows.
std::optional<RowsBefore> rows_before(const RunLog& log, const NotedFile& sealed) {
  const FileFacts& file = sealed.file;
  const auto of_dataset = [&](const auto& event) { return event.dataset == file.dataset; };
  const auto for_analyst = [&](const auto& event) { return event.analyst == file.analyst; };
  switch (file.kind) {
    case SealKind::submission:
      return rows_before<events::Encoded>(log, sealed, of_dataset);
    case SealKind::payload:
      return rows_before<events::Attached>(log, sealed, of_dataset);
    case SealKind::bridge:
      return rows_before<events::Released>(log, sealed, for_analyst);
    default:
      return std::nullopt;
  }
}

void sealed_rows(const Run& run, CheckFindings& found) {
  for (const RunLog& log : run.logs) {
    for (const NotedFile& sealed : log.state.made()) {
      const std::optional<RowsBefore> before = rows_before(log, sealed);
      if (!before) continue;
      found.expect(before->rows == sealed.file.rows,
                   place(log, sealed.entry) +
                       ": its number of rows differs from the number that was " +
                       std::string(before->event) + " before");
    }
  }
}

void linked_rows(const Run& run, CheckFindings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile* file) {
    if (file == nullptr) return;
    found.expect(
        input.rows == file->manifest.rows && input.records <= input.rows,
        describe(linking) + ": " + input.dataset +
            ": the linker read a different number of rows from the number that the holder sealed");
  });
}

void linked_records(const Run& run, CheckFindings& found) {
  each_input(run, [&](const Linking& linking, const LinkedInput& input, const SealedFile* file) {
    const RunLog* log = file == nullptr ? nullptr : run.log(file->manifest.maker);
    const events::Encoded* encoded = log ? encoded_as(*log, *file) : nullptr;
    const std::string what = describe(linking) + ": " + input.dataset;
    if (encoded == nullptr)
      return found.missing(what + ": no holder's log gives its number of records");
    found.expect(encoded->records == input.records,
                 what +
                     ": the linker found a different number of records from the number that the "
                     "holder encoded");
  });
}

void released_records(const Run& run, CheckFindings& found) {
  for (const Linking& linking : linkings(run)) {
    for (const EvidenceEntry* entry : linking.after) {
      const auto* released = std::get_if<events::Released>(&entry->event);
      if (released == nullptr) continue;
      std::uint64_t records = 0;
      for (const LinkedInput& input : linking.linked->inputs) {
        if (std::ranges::count(released->datasets, input.dataset) != 0) records += input.records;
      }
      found.expect(released->rows == records,
                   describe(linking) + ": the bridge for " + released->analyst +
                       " does not have one row for every record of its data sets");
    }
  }
}

constexpr std::array kLinkingChecks = {
    CheckRule{"linked-by-the-linker", "No party except the agreement's linker linked submissions.",
              "logs and agreements", "linkings", Outcome::claimed, by_the_linker},
    CheckRule{
        "linked-what-holders-sent",
        "The files that the linker read are, byte for byte, the files that the holders sealed.",
        "the linker's log and sealed files", "submissions linked", Outcome::pass,
        what_holders_sent},
    CheckRule{
        "linked-the-newest",
        "Each submission that was linked had been received, and was the newest of its data set.",
        "the linker's log", "submissions linked", Outcome::claimed, newest_received},
    CheckRule{"linked-after-checking",
              "Before any records were compared, the same submissions had passed the linker's "
              "checks, including the comparison of the conformance set.",
              "the linker's log", "linkings", Outcome::claimed, checked_first},
    CheckRule{"linked-required-data-sets", "Every data set that the agreement requires was linked.",
              "the linker's log and agreements", "data sets", Outcome::claimed, required_there},
    CheckRule{"linked-unexpired", "No submission had expired when it was linked.",
              "the linker's log and manifests", "submissions linked", Outcome::claimed,
              unexpired_when_linked},
    CheckRule{"linked-by-agreed-passes",
              "The linker ran the agreement's passes, in the agreement's order.",
              "the linker's log and agreements", "linkings", Outcome::claimed, agreed_passes},
    CheckRule{"counts-rows-add-up",
              "For each export, rows read = rows rejected + excluded + written.", "holders' logs",
              "exports", Outcome::claimed, rows_add_up},
    CheckRule{"counts-sealed",
              "Each submission, payload and bridge was sealed with the number of rows that its "
              "maker's log gives.",
              "logs and manifests", "files logged", Outcome::claimed, sealed_rows},
    CheckRule{"counts-linked-rows", "The linker read as many rows as each holder sealed.",
              "the linker's log and manifests", "submissions linked", Outcome::pass, linked_rows},
    CheckRule{"counts-linked-records", "The linker found as many records as each holder encoded.",
              "the linker's and holders' logs", "submissions linked", Outcome::pass,
              linked_records},
    CheckRule{"counts-bridges",
              "Each bridge has one row for every record of its data sets, linked or not.",
              "the linker's log", "bridges", Outcome::claimed, released_records},
};

}  // namespace

std::span<const CheckRule> linking_checks() {
  return kLinkingChecks;
}

}  // namespace tally
