#include "protocol/verify/verify_run.h"

#include <algorithm>

#include "common/join.h"
#include "common/paths.h"

namespace tally {
namespace {

const RunAgreement* find_agreement(const std::vector<RunAgreement>& agreements,
                                   const Digest& fingerprint) {
  const auto found = std::ranges::find_if(agreements, [&](const RunAgreement& known) {
    return known.agreement.fingerprint() == fingerprint;
  });
  return found == agreements.end() ? nullptr : &*found;
}

Linking linking_at(const RunLog& log, std::size_t place) {
  const std::vector<EvidenceEntry>& entries = log.log.entries;
  const auto is_linked = [&](std::size_t i) { return is<events::Linked>(entries[i].event); };
  Linking linking{
      &log, &entries[place], std::get_if<events::Linked>(&entries[place].event), {}, {}};
  for (std::size_t i = place; i-- > 0 && !is_linked(i);) {
    linking.before.push_back(&entries[i]);
  }
  for (std::size_t i = place + 1; i < entries.size() && !is_linked(i); ++i) {
    linking.after.push_back(&entries[i]);
  }
  return linking;
}

}  // namespace

const ProjectId& project_of(const RunLog& log) {
  return std::get<events::Begun>(log.log.entries.front().event).project;
}

const CmsSigner* RunAgreement::signer(const Digest& certificate) const {
  if (!signatures) return nullptr;
  const auto& signers = signatures.value().signers;
  const auto found = std::ranges::find_if(
      signers, [&](const CmsSigner& one) { return one.certificate.digest() == certificate; });
  return found == signers.end() ? nullptr : &*found;
}

std::vector<std::string> RunAgreement::not_signed() const {
  std::vector<std::string> names;
  for (const Party& party : agreement.terms().parties) {
    if (signer(party.signing) == nullptr) names.push_back(party.name);
  }
  return names;
}

const RunAgreement* Run::agreement(const Digest& fingerprint) const {
  return find_agreement(agreements, fingerprint);
}

const RunAgreement* Run::agreement_or_draft(const Digest& fingerprint) const {
  const RunAgreement* found = agreement(fingerprint);
  return found ? found : find_agreement(drafts, fingerprint);
}

PartyState::Find Run::texts() const {
  return [this](const Digest& fingerprint) {
    const RunAgreement* found = agreement_or_draft(fingerprint);
    return found ? &found->agreement : nullptr;
  };
}

const RunLog* Run::log(std::string_view party) const {
  const RunLog* longest = nullptr;
  for (const RunLog& log : logs) {
    const bool longer = !longest || log.log.entries.size() > longest->log.entries.size();
    if (log.party() == party && longer) longest = &log;
  }
  return longest;
}

const SealedFile* Run::file(const Digest& digest) const {
  const auto found = std::ranges::find(files, digest, &SealedFile::file);
  return found == files.end() ? nullptr : &*found;
}

const RunAgreement& Run::newest() const {
  for (const RunAgreement& one : agreements) {
    const bool amended = std::ranges::any_of(agreements, [&](const RunAgreement& other) {
      return other.agreement.terms().amends == one.agreement.fingerprint();
    });
    if (!amended) return one;
  }
  return agreements.front();
}

std::vector<Party> Run::parties() const {
  std::vector<Party> all;
  for (const RunAgreement& one : agreements) {
    for (const Party& party : one.agreement.terms().parties) {
      if (std::ranges::find(all, party.name, &Party::name) == all.end()) all.push_back(party);
    }
  }
  return all;
}

bool Run::all_logs_here() const {
  const std::vector<Party> all = parties();
  return std::ranges::all_of(all, [&](const Party& party) { return log(party.name) != nullptr; });
}

bool Run::may_act(std::string_view party) const {
  const Agreement& agreement = newest().agreement;
  const RunLog* own = log(party);
  return agreement.party(party) != nullptr && now <= agreement.terms().retention.ends &&
         own != nullptr && !own->state.closed(agreement, texts());
}

bool Run::was_used(const Digest& agreement) const {
  const auto made_under = [&](const SealedFile& file) {
    return file.manifest.agreement == agreement;
  };
  return std::ranges::any_of(files, made_under) ||
         std::ranges::any_of(logs,
                             [&](const RunLog& one) { return one.state.acted_under(agreement); });
}

std::string describe_draft(const RunAgreement& draft) {
  const std::vector<std::string> names = draft.not_signed();
  return draft.name + ": an " + (draft.agreement.terms().amends ? "amendment" : "agreement") +
         " that some parties have not signed and under which nothing was made; " + join(names) +
         (names.size() == 1 ? " has" : " have") + " not signed";
}

std::string describe_file(const SealedFile& file) {
  const Manifest& manifest = file.manifest;
  std::string text =
      name_of(file.path) + " (" + manifest.maker + "'s " + std::string(name_of(manifest.kind));
  if (!manifest.dataset.empty()) text += " of " + manifest.dataset;
  if (!manifest.analyst.empty()) text += " for " + manifest.analyst;
  return text + ", number " + std::to_string(manifest.sequence) + ")";
}

const events::Encoded* encoded_as(const RunLog& log, const SealedFile& file) {
  const NotedFile* sealed = log.state.find_made(file.file);
  if (sealed == nullptr) return nullptr;
  return last_before<events::Encoded>(log, sealed->entry, [&](const events::Encoded& encoded) {
    return encoded.dataset == file.manifest.dataset;
  });
}

std::vector<Linking> linkings(const Run& run) {
  std::vector<Linking> found;
  for (const RunLog& log : run.logs) {
    for (std::size_t i = 0; i < log.log.entries.size(); ++i) {
      if (is<events::Linked>(log.log.entries[i].event)) found.push_back(linking_at(log, i));
    }
  }
  return found;
}

}  // namespace tally
