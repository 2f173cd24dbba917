// The run in a few sentences, for people who are responsible for the data. Only sealed files that a
// reader would have accepted count. A fact that only a log shows is described as such.
#include <algorithm>
#include <utility>

#include "common/join.h"
#include "common/page.h"
#include "protocol/base/agreement_words.h"
#include "protocol/verify/checks.h"

namespace tally {
namespace {

std::string names_of(std::vector<std::string> names) {
  if (names.size() < 2) return join(names);
  const std::string last = " and " + names.back();
  names.pop_back();
  return join(names) + last;
}

// "under 10 rows" if the agreement calls the count small.
std::string counted(const Run& run, std::uint64_t count, const std::string& things) {
  std::uint64_t least = 0;
  for (const Release& release : run.newest().agreement.terms().releases) {
    least = std::max<std::uint64_t>(least, release.small_counts);
  }
  const bool small = count > 0 && count < least;
  return (small ? "under " + std::to_string(least) : with_commas(count)) + " " + things;
}

bool is_sound(const Run& run, const SealedFile& file) {
  const RunAgreement* agreement = run.agreement(file.manifest.agreement);
  return agreement && agreement->agreed &&
         check_seal(*agreement->agreed, file, file.manifest.kind, file.manifest.made);
}

// The newest file of this kind, data set and analyst; null if none is here.
const SealedFile* newest_file(const Run& run, SealKind kind, std::string_view dataset,
                              std::string_view analyst) {
  const SealedFile* newest = nullptr;
  for (const SealedFile& file : run.files) {
    const Manifest& manifest = file.manifest;
    if (manifest.kind != kind || manifest.dataset != dataset || manifest.analyst != analyst ||
        (newest && manifest.sequence <= newest->manifest.sequence) || !is_sound(run, file)) {
      continue;
    }
    newest = &file;
  }
  return newest;
}

// The readers that received or opened the file, according to their own logs.
std::string takers_of(const Run& run, const SealedFile& file) {
  std::vector<std::string> names;
  for (const std::string& reader : file.manifest.readers) {
    const RunLog* log = reader == file.manifest.maker ? nullptr : run.log(reader);
    if (log && log->state.took(file.file)) names.push_back(reader);
  }
  return names.empty() ? "not received or opened by any reader, according to the logs here"
                       : "received or opened by " + names_of(names);
}

std::string made(const SealedFile& file) {
  const Manifest& manifest = file.manifest;
  return "sealed on " + print_date(manifest.made) + ", number " + std::to_string(manifest.sequence);
}

std::string describe_party(const Party& party) {
  std::vector<std::string> roles;
  for (const Party::Role role : party.roles) {
    std::string word(kRoleWords[static_cast<std::size_t>(role)]);
    std::ranges::replace(word, '_', ' ');
    roles.push_back(std::move(word));
  }
  return party.name + " (" + join(roles) + ")";
}

std::string tell_agreement(const Run& run) {
  const RunAgreement& newest = run.newest();
  const AgreementTerms& terms = newest.agreement.terms();
  std::vector<std::string> parties;
  Time signed_by{};
  for (const Party& party : terms.parties) {
    parties.push_back(describe_party(party));
    if (newest.agreed) signed_by = std::max(signed_by, newest.agreed->signed_at(party));
  }
  std::string text = "The agreement \"" + terms.title + "\"";
  if (terms.amends) text += ", an amendment of an earlier one,";
  text += " is between " + names_of(parties) + ". ";
  text += newest.agreed ? "All of them had signed it by " + print_date(signed_by)
                        : "Its signatures are incomplete or not valid";
  text += "; it ends on " + print_date(terms.retention.ends) + ".";
  for (const RunAgreement& draft : run.drafts) text += " Also here: " + describe_draft(draft) + ".";
  return text;
}

std::string tell_submissions(const Run& run) {
  std::vector<std::string> parts;
  for (const Dataset& dataset : run.newest().agreement.terms().datasets) {
    const SealedFile* file = newest_file(run, SealKind::submission, dataset.name, "");
    parts.push_back(dataset.name + ": " +
                    (file ? counted(run, file->manifest.rows, "rows") + " from " +
                                file->manifest.maker + ", " + made(*file) + ", " +
                                takers_of(run, *file)
                          : "its submission is not here"));
  }
  return "The newest submission of each data set: " + join(parts, "; ") + ".";
}

std::string tell_linking(const Run& run) {
  const std::vector<Linking> all = linkings(run);
  if (all.empty()) return "According to the logs here, nothing has been linked.";
  const Linking& last = all.back();
  std::vector<std::string> datasets, passes;
  for (const LinkedInput& input : last.linked->inputs) datasets.push_back(input.dataset);
  for (const LinkedPass& pass : last.linked->passes) {
    passes.push_back(counted(run, pass.links, "links by the pass " + pass.pass));
  }
  std::string text = "On " + print_date(last.entry->time) + " " + last.log->party() + " linked " +
                     names_of(datasets);
  if (all.size() > 1) text += ", the last of " + std::to_string(all.size()) + " linkings";
  return text + ". The linker found " + counted(run, last.linked->people, "people") +
         (passes.empty() ? "" : ", with " + names_of(passes)) + ".";
}

std::string tell_release(const Run& run) {
  const AgreementTerms& terms = run.newest().agreement.terms();
  std::vector<std::string> parts;
  const auto add = [&](const SealedFile* file, const std::string& what) {
    if (file == nullptr) return;
    const std::uint64_t rows = file->manifest.rows;
    parts.push_back(what + (rows > 0 ? " with " + counted(run, rows, "rows") : "") + ", " +
                    made(*file) + ", " + takers_of(run, *file));
  };
  for (const Release& release : terms.releases) {
    add(newest_file(run, SealKind::bridge, "", release.analyst),
        "the bridge for " + release.analyst);
    for (const Dataset& dataset : terms.datasets) {
      add(newest_file(run, SealKind::payload, dataset.name, release.analyst),
          "the payload of " + dataset.name + " for " + release.analyst);
    }
  }
  add(newest_file(run, SealKind::report, "", ""), "the report");
  if (parts.empty()) return "According to the files here, nothing has been released.";
  return "The newest released files: " + join(parts, "; ") + ".";
}

std::string tell_end(const Run& run) {
  std::vector<std::string> closed, open, destroyed;
  for (const Party& party : run.parties()) {
    const bool has_closed = std::ranges::any_of(run.files, [&](const SealedFile& file) {
      return file.manifest.kind == SealKind::closing && file.manifest.maker == party.name &&
             is_sound(run, file);
    });
    (has_closed ? closed : open).push_back(party.name);
    const RunLog* log = run.log(party.name);
    if (log && log->state.first_destroyed()) destroyed.push_back(party.name);
  }
  std::string text =
      closed.empty() ? "Nobody has closed the run" : "The run was closed by " + names_of(closed);
  if (!closed.empty() && !open.empty()) text += ", but not by " + names_of(open);
  return text + ". " +
         (destroyed.empty() ? "Nobody has destroyed the secret yet"
                            : "The secret was destroyed by " + names_of(destroyed)) +
         ".";
}

}  // namespace

std::vector<std::string> tell_story(const Run& run) {
  return {tell_agreement(run),
          tell_submissions(run),
          tell_linking(run),
          tell_release(run),
          tell_end(run),
          "The parties' own logs show which files were received or opened, what was linked and who "
          "destroyed the secret. Signed files show everything else."};
}

}  // namespace tally
