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
  Linking linking{&log, &entries[place], inputs_of(entries[place]), {}, {}};
  for (std::size_t i = place; i-- > 0 && entries[i].event != "linked";) {
    linking.before.push_back(&entries[i]);
  }
  for (std::size_t i = place + 1; i < entries.size() && entries[i].event != "linked"; ++i) {
    linking.after.push_back(&entries[i]);
  }
  return linking;
}

}  // namespace

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

const RunLog* Run::log(std::string_view party) const {
  const RunLog* longest = nullptr;
  for (const RunLog& log : logs) {
    const bool longer = !longest || log.log.entries.size() > longest->log.entries.size();
    if (log.party() == party && longer) longest = &log;
  }
  return longest;
}

const SealedFile* Run::file(std::string_view hex_digest) const {
  const auto found = std::ranges::find(files, hex_digest, file_hex);
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
         own != nullptr &&
         std::ranges::count(own->log.entries, "closed", &EvidenceEntry::event) == 0;
}

bool Run::was_used(const Digest& agreement) const {
  const auto made_under = [&](const SealedFile& file) {
    return file.manifest.agreement == agreement;
  };
  const auto done_under = [&](const EvidenceEntry& entry) {
    return entry.agreement == agreement && entry.event != "begun" && entry.event != "signed";
  };
  return std::ranges::any_of(files, made_under) ||
         std::ranges::any_of(logs, [&](const RunLog& one) {
           return std::ranges::any_of(one.log.entries, done_under);
         });
}

std::string describe_draft(const RunAgreement& draft) {
  const std::vector<std::string> names = draft.not_signed();
  return draft.name + ": an " + (draft.agreement.terms().amends ? "amendment" : "agreement") +
         " not signed by all, under which nothing was made; " + join(names) +
         (names.size() == 1 ? " has" : " have") + " not signed";
}

std::string file_hex(const SealedFile& file) {
  return to_hex(file.file.bytes);
}

std::string describe_file(const SealedFile& file) {
  const Manifest& manifest = file.manifest;
  std::string text =
      name_of(file.path) + " (" + manifest.maker + "'s " + std::string(name_of(manifest.kind));
  if (!manifest.dataset.empty()) text += " of " + manifest.dataset;
  if (!manifest.analyst.empty()) text += " for " + manifest.analyst;
  return text + ", number " + std::to_string(manifest.sequence) + ")";
}

const EvidenceEntry* sealed_entry(const RunLog& log, std::string_view file) {
  for (const EvidenceEntry& entry : log.log.entries) {
    if (entry.event == "sealed" && text_fact(entry, "file") == file) return &entry;
  }
  return nullptr;
}

bool took(const RunLog& log, std::string_view file) {
  return std::ranges::any_of(log.log.entries, [&](const EvidenceEntry& entry) {
    return (entry.event == "received" || entry.event == "opened") &&
           text_fact(entry, "file") == file;
  });
}

std::vector<Linking> linkings(const Run& run) {
  std::vector<Linking> found;
  for (const RunLog& log : run.logs) {
    for (std::size_t i = 0; i < log.log.entries.size(); ++i) {
      if (log.log.entries[i].event == "linked") found.push_back(linking_at(log, i));
    }
  }
  return found;
}

}  // namespace tally
