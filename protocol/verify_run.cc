#include "protocol/verify_run.h"

#include <algorithm>

#include "common/file.h"

namespace tally {
namespace {

constexpr std::size_t kMaxAgreement = std::size_t{1} << 20;
constexpr std::size_t kMaxLog = std::size_t{64} << 20;
constexpr std::string_view kAgreementMark = "\"format\": \"tallystick-agreement/";

// Signatures that are not there are none that verify.
Result<CmsSigned> read_signatures(const std::string& path, const Agreement& agreement, Bytes& der) {
  const std::string beside = path + kSignatureSuffix;
  if (!file_exists(beside)) return refused("nobody has signed it: " + beside + " is not there");
  const std::string text = TRY(read_file(beside, kMaxCms));
  der.assign(text.begin(), text.end());
  return cms_verify(der, as_bytes(agreement.text()));
}

RunAgreement make_agreement(const std::string& path, std::string name, Agreement agreement,
                            Time now) {
  Bytes der;
  Result<CmsSigned> signatures = read_signatures(path, agreement, der);
  // An agreement that has ended was one all the same.
  const Time then = std::min(now, agreement.terms().retention.ends);
  std::optional<SignedAgreement> agreed;
  if (Result<SignedAgreement> checked = SignedAgreement::check(agreement, der, then)) {
    agreed = std::move(checked).value();
  }
  return {std::move(name), std::move(agreement), std::move(signatures), std::move(agreed)};
}

// Of its own parties.
std::size_t signers_of(const RunAgreement& agreement) {
  if (!agreement.signatures) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(agreement.signatures.value().signers, [&](const CmsSigner& signer) {
        return agreement.agreement.signer(signer.certificate.digest()) != nullptr;
      }));
}

// Of copies of one agreement the one that most have signed counts: signing goes from hand to hand.
void add_agreement(Run& run, RunAgreement found) {
  const auto same = std::ranges::find_if(run.agreements, [&](const RunAgreement& known) {
    return known.agreement.fingerprint() == found.agreement.fingerprint();
  });
  if (same == run.agreements.end()) {
    run.agreements.push_back(std::move(found));
  } else if (!same->agreed && (found.agreed || signers_of(found) > signers_of(*same))) {
    *same = std::move(found);
  }
}

Status read_agreement(Run& run, const std::string& path, const std::string& name) {
  const Result<std::string> read = read_file(path, kMaxAgreement);
  if (!read && read.error().code == Errc::malformed) return {};  // too long for an agreement
  const std::string text = TRY(read);
  const bool is_signed = file_exists(path + kSignatureSuffix);
  if (!is_signed && text.find(kAgreementMark) == text.npos) return {};  // some other JSON
  Result<Agreement> agreement = Agreement::parse(text);
  if (!agreement) {
    run.bad_agreements.push_back({name, agreement.error().message});
    return {};
  }
  add_agreement(run, make_agreement(path, name, std::move(agreement).value(), run.now));
  return {};
}

Status read_sealed_file(Run& run, const std::string& path, const std::string& name) {
  Result<SealedFile> read = read_sealed(path);
  if (!read && read.error().code == Errc::io) return read.error();
  if (!read) {
    run.bad_files.push_back({name, read.error().message});
    return {};
  }
  SealedFile file = std::move(read).value();
  const bool known = std::ranges::any_of(
      run.files, [&](const SealedFile& other) { return other.file == file.file; });
  if (!known) run.files.push_back(std::move(file));
  return {};
}

Status read_log(Run& run, const std::string& path, const std::string& name) {
  const Result<std::string> text = read_file(path, kMaxLog);
  if (!text && text.error().code == Errc::io) return text.error();
  Result<EvidenceLog> read =
      text ? read_evidence(text.value(), name) : Result<EvidenceLog>(text.error());
  if (!read) {
    run.bad_logs.push_back({name, read.error().message});
    return {};
  }
  EvidenceLog log = std::move(read).value();
  const bool known = std::ranges::any_of(
      run.logs, [&](const RunLog& other) { return other.log.head() == log.head(); });
  if (!log.entries.empty() && !known) run.logs.push_back({name, std::move(log)});
  return {};
}

using Reader = Status (*)(Run& run, const std::string& path, const std::string& name);

Reader reader_of(std::string_view name) {
  if (name.ends_with(".json")) return read_agreement;
  if (name.ends_with(".tally")) return read_sealed_file;
  if (name.ends_with(".jsonl")) return read_log;
  return nullptr;
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

const RunAgreement* Run::agreement(const Digest& fingerprint) const {
  const auto found = std::ranges::find_if(agreements, [&](const RunAgreement& known) {
    return known.agreement.fingerprint() == fingerprint;
  });
  return found == agreements.end() ? nullptr : &*found;
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

Result<Run> read_run(const std::string& folder, Time now) {
  Run run;
  run.now = now;
  const std::vector<std::string> names = TRY(files_below(folder));
  for (const std::string& name : names) {
    if (const Reader read = reader_of(name)) TRY(read(run, folder + "/" + name, name));
  }
  if (run.agreements.empty() && run.bad_agreements.empty()) {
    return malformed(folder + ": holds no agreement");
  }
  if (run.agreements.empty()) {
    return malformed(folder + "/" + run.bad_agreements[0].name + ": " + run.bad_agreements[0].why);
  }
  return run;
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
