// Checks of the sealed files, each by itself and in their sequences.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "protocol/agreement/encodings.h"
#include "protocol/verify/checks.h"

namespace tally {
namespace {

void intact(const Run& run, CheckFindings& found) {
  for (std::size_t i = 0; i < run.files.size(); ++i) found.looked_at();
  for (const BadFile& bad : run.bad_files) found.expect(false, bad.name + ": " + bad.why);
}

void under_the_agreement(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const RunAgreement* agreement = run.agreement(file.manifest.agreement);
    found.expect(agreement && agreement->agreement.terms().project == file.manifest.project,
                 describe_file(file) + ": made under an agreement that is not here");
  }
}

// The agreement that a file was made under, if it is here. files-under-the-agreement reports the
// others.
const Agreement* agreement_of(const Run& run, const SealedFile& file) {
  const RunAgreement* agreement = run.agreement(file.manifest.agreement);
  return agreement == nullptr ? nullptr : &agreement->agreement;
}

void by_the_right_maker(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const Agreement* agreement = agreement_of(run, file);
    if (agreement == nullptr) continue;
    const Manifest& manifest = file.manifest;
    const Party* signer = agreement->signer(file.signer.digest());
    if (signer == nullptr || signer->name != manifest.maker) {
      found.expect(false, describe_file(file) + ": not signed with its maker's certificate");
    } else {
      found.expect(bool{check_maker(*agreement, manifest.kind, manifest.dataset, manifest.maker)},
                   describe_file(file) + ": the agreement does not let its maker make it");
    }
  }
}

void certificates_valid(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    found.expect(file.signer.valid_at(file.signed_at),
                 describe_file(file) + ": its maker's certificate was not valid when it signed");
  }
}

void to_the_right_readers(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const Agreement* agreement = agreement_of(run, file);
    if (agreement == nullptr) continue;
    const Manifest& manifest = file.manifest;
    const auto readers = readers_of(*agreement, manifest.kind, manifest.dataset, manifest.analyst);
    found.expect(readers && readers.value() == manifest.readers,
                 describe_file(file) + ": its readers are not those that the agreement names");
  }
}

// Makes a reader's checks as of the day of sealing, including recipients and terms.
void acceptable_when_made(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const RunAgreement* agreement = run.agreement(file.manifest.agreement);
    if (agreement == nullptr || !agreement->agreed) {
      found.missing(describe_file(file) +
                    ": the agreement that all parties have signed is not here");
      continue;
    }
    const auto checked =
        check_seal(*agreement->agreed, file, file.manifest.kind, file.manifest.made);
    found.expect(bool{checked}, checked ? "" : checked.error().message);
  }
}

void made_in_time(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const Agreement* agreement = agreement_of(run, file);
    if (agreement == nullptr) continue;
    found.expect(file.manifest.kind == SealKind::closing ||
                     file.manifest.made <= agreement->terms().retention.ends,
                 describe_file(file) + ": made after the agreement's end");
  }
}

void expires_in_time(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const Agreement* agreement = agreement_of(run, file);
    if (agreement == nullptr) continue;
    const Retention& retention = agreement->terms().retention;
    const Manifest& manifest = file.manifest;
    const bool too_long = manifest.kind == SealKind::submission &&
                          manifest.expires > days_after(manifest.made, retention.submission_days);
    found.expect(!too_long && manifest.expires <= latest_expiry(retention, manifest.kind),
                 describe_file(file) + ": expires later than the agreement allows");
  }
}

std::uint64_t submission_size(const Agreement& agreement, const Dataset& dataset,
                              std::uint64_t rows) {
  EncodingsHeader header;
  header.unicode = agreement.encoding().unicode;
  header.dataset = dataset.name;
  header.layout = RowLayout::of(agreement.encoding(), dataset);
  if (header.layout.has_bands()) header.nearest.resize(agreement.terms().datasets.size() - 1);
  return print_header(header).size() + (kConformanceRows + rows) * header.layout.row_size;
}

void exact_lengths(const Run& run, CheckFindings& found) {
  for (const SealedFile& file : run.files) {
    const Agreement* agreement = agreement_of(run, file);
    const Manifest& manifest = file.manifest;
    if (agreement == nullptr || manifest.kind != SealKind::submission) continue;
    const auto dataset = agreement->dataset(manifest.dataset);
    found.expect(
        manifest.rows <= kMaxRows && dataset &&
            manifest.content_bytes ==
                submission_size(*agreement, agreement->dataset(dataset.value()), manifest.rows),
        describe_file(file) + ": its length is not exactly that of its rows");
  }
}

// Files of one maker, kind, data set and analyst, by number.
using SequenceName = std::tuple<std::string, SealKind, std::string, std::string>;
using Sequence = std::vector<const SealedFile*>;

std::map<SequenceName, Sequence> sequences(const Run& run) {
  std::map<SequenceName, Sequence> found;
  for (const SealedFile& file : run.files) {
    const Manifest& manifest = file.manifest;
    found[{manifest.maker, manifest.kind, manifest.dataset, manifest.analyst}].push_back(&file);
  }
  for (auto& [name, sequence] : found) {
    std::ranges::stable_sort(sequence, {},
                             [](const SealedFile* file) { return file->manifest.sequence; });
  }
  return found;
}

void one_file_a_number(const Run& run, CheckFindings& found) {
  for (const auto& [name, sequence] : sequences(run)) {
    found.looked_at();
    for (std::size_t i = 1; i < sequence.size(); ++i) {
      found.expect(sequence[i]->manifest.sequence != sequence[i - 1]->manifest.sequence,
                   describe_file(*sequence[i]) + ": another file has this number");
    }
  }
}

void follows_previous(const Run& run, CheckFindings& found) {
  for (const auto& [name, sequence] : sequences(run)) {
    found.looked_at();
    for (std::size_t i = 1; i < sequence.size(); ++i) {
      const Manifest& before = sequence[i - 1]->manifest;
      const Manifest& manifest = sequence[i]->manifest;
      if (manifest.sequence != before.sequence + 1) continue;
      found.expect(manifest.previous == manifest_digest(before),
                   describe_file(*sequence[i]) + ": does not follow from the file before it");
    }
  }
}

void without_gap(const Run& run, CheckFindings& found) {
  for (const auto& [name, sequence] : sequences(run)) {
    std::uint64_t expected = 1;
    for (const SealedFile* file : sequence) {
      found.looked_at();
      if (file->manifest.sequence > expected) {
        found.missing(describe_file(*file) + ": the file before it is not here");
      }
      expected = file->manifest.sequence + 1;
    }
  }
}

constexpr std::array kFileChecks = {
    CheckRule{"files-intact",
              "Each sealed file is complete, and every byte is as its signer signed it.",
              "the sealed files", "sealed files", Outcome::pass, intact},
    CheckRule{"files-under-the-agreement",
              "Each sealed file was made under an agreement of this run.",
              "manifests and agreements", "sealed files", Outcome::pass, under_the_agreement},
    CheckRule{"files-by-the-right-maker",
              "Each sealed file was signed with its maker's certificate, and the agreement lets "
              "that party make it.",
              "signatures, manifests and agreements", "sealed files", Outcome::pass,
              by_the_right_maker},
    CheckRule{"files-certificates-valid",
              "Each maker's certificate was valid at the time stated in its signature.",
              "signatures and certificates", "sealed files", Outcome::claimed, certificates_valid},
    CheckRule{"files-to-the-right-readers",
              "Each sealed file names exactly the readers that the agreement gives such a file.",
              "manifests and agreements", "sealed files", Outcome::pass, to_the_right_readers},
    CheckRule{"files-acceptable-when-made",
              "Each sealed file would have passed all of a reader's checks when it was made. One "
              "of them is that it is addressed to its readers' certificates and no others.",
              "the sealed files and agreements", "sealed files", Outcome::pass,
              acceptable_when_made},
    CheckRule{"files-made-in-time",
              "Apart from closing statements, no sealed file was made after the agreement ended.",
              "manifests and agreements", "sealed files", Outcome::claimed, made_in_time},
    CheckRule{"files-expire-in-time",
              "Each sealed file expires no later than the agreement allows; each submission also "
              "within its limit of days.",
              "manifests and agreements", "sealed files", Outcome::pass, expires_in_time},
    CheckRule{"submissions-exact-length",
              "Each submission is exactly as long as its rows require, so it has no room for "
              "anything else.",
              "manifests and agreements", "submissions", Outcome::pass, exact_lengths},
    CheckRule{"sequences-one-file-a-number",
              "No maker gave the same number to two files of one sequence.", "manifests",
              "sequences", Outcome::pass, one_file_a_number},
    CheckRule{"sequences-chain",
              "Each file names the file before it by the digest of that file's manifest.",
              "manifests", "sequences", Outcome::pass, follows_previous},
    CheckRule{"sequences-without-gap", "No file of a sequence is missing from this folder.",
              "manifests", "sealed files", Outcome::pass, without_gap},
};

}  // namespace

std::span<const CheckRule> file_checks() {
  return kFileChecks;
}

}  // namespace tally
