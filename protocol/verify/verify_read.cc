// Reads the folder of a run: see verify_run.h.
#include <algorithm>
#include <iterator>
#include <utility>

#include "common/file_reader.h"
#include "common/paths.h"
#include "protocol/verify/verify_run.h"

namespace tally {
namespace {

constexpr std::string_view kAgreementMark = "\"format\": \"tallystick-agreement/";

// A missing file of signatures counts as signatures that do not verify.
Result<CmsSigned> read_signatures(const std::string& path, const Agreement& agreement, Bytes& der) {
  const std::string beside = path + kSignatureSuffix;
  if (!file_exists(beside)) return refused("nobody has signed it: " + beside + " is not there");
  const std::string text = TRY(read_file(beside, kMaxCms));
  der.assign(text.begin(), text.end());
  return cms_verify(der, as_bytes(agreement.text()));
}

RunAgreement run_agreement(const std::string& path, std::string name, Agreement agreement,
                           Time now) {
  Bytes der;
  const bool has_signatures = file_exists(path + kSignatureSuffix);
  Result<CmsSigned> signatures = read_signatures(path, agreement, der);
  // An agreement that has ended is checked as of its end.
  const Time then = std::min(now, agreement.terms().retention.ends);
  std::optional<SignedAgreement> agreed;
  if (Result<SignedAgreement> checked = SignedAgreement::check(agreement, der, then)) {
    agreed = std::move(checked).value();
  }
  return {std::move(name), std::move(agreement), has_signatures, std::move(signatures),
          std::move(agreed)};
}

// The number of the agreement's own parties that have signed it.
std::size_t signers_of(const RunAgreement& agreement) {
  if (!agreement.signatures) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(agreement.signatures.value().signers, [&](const CmsSigner& signer) {
        return agreement.agreement.signer(signer.certificate.digest()) != nullptr;
      }));
}

// If there are several copies of one agreement, the copy with the most signatures counts, since
// parties sign one after another.
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
  const bool is_signed = file_exists(path + kSignatureSuffix);
  if (!read && read.error().code == Errc::malformed) {  // too long for an agreement
    if (is_signed) run.bad_agreements.push_back({name, read.error().message});
    return {};
  }
  const std::string text = TRY(read);
  if (!is_signed && text.find(kAgreementMark) == text.npos) return {};  // some other JSON
  Result<Agreement> agreement = Agreement::parse(text);
  if (!agreement) {
    run.bad_agreements.push_back({name, agreement.error().message});
    return {};
  }
  add_agreement(run, run_agreement(path, name, std::move(agreement).value(), run.now));
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

struct LogText {
  std::string name, text;
  Result<EvidenceLog> log;
};

Status read_log(Run& run, const std::string& path, const std::string& name,
                std::vector<LogText>& logs) {
  Result<std::string> text = read_file(path, kMaxLog);
  if (!text && text.error().code == Errc::io) return text.error();
  if (!text) {
    run.bad_logs.push_back({name, text.error().message});
    return {};
  }
  Result<EvidenceLog> log = read_evidence(text.value(), name);
  logs.push_back({name, std::move(text).value(), std::move(log)});
  return {};
}

// Whether one log is the beginning of the other. This includes a copy that ends within a line.
bool is_beginning(const LogText& one, const LogText& other) {
  return other.log && one.text.size() < other.text.size() && one.text.find('\n') != one.text.npos &&
         other.text.starts_with(one.text);
}

bool has_log(const Run& run, const EvidenceHead& head) {
  return std::ranges::any_of(run.logs, [&](const RunLog& log) { return log.log.head() == head; });
}

// A shorter copy says nothing that the longer one does not. If checks read both, they would regard
// later entries as missing.
void add_logs(Run& run, std::vector<LogText> texts) {
  for (LogText& one : texts) {
    const auto whole =
        std::ranges::find_if(texts, [&](const LogText& other) { return is_beginning(one, other); });
    if (whole != texts.end()) {
      run.older_logs.push_back(one.name + " is an older copy of " + whole->name);
    } else if (!one.log) {
      run.bad_logs.push_back({one.name, one.log.error().message});
    } else if (!one.log.value().entries.empty() && !has_log(run, one.log.value().head())) {
      PartyState state(one.log.value());
      run.logs.push_back({one.name, std::move(one.log).value(), std::move(state)});
    }
  }
}

// A party's folder of keys has a log for each of its projects, and the folder of the run may have
// all of them. A log belongs to another project only if none of its entries is under an agreement
// here.
bool is_of_another_project(const Run& run, const RunLog& log) {
  const ProjectId& project = project_of(log);
  return run.bad_agreements.empty() &&
         std::ranges::none_of(run.agreements, [&](const RunAgreement& one) {
           return one.agreement.terms().project == project ||
                  std::ranges::count(log.log.entries, one.agreement.fingerprint(),
                                     &EvidenceEntry::agreement) != 0;
         });
}

void set_other_projects_aside(Run& run) {
  std::erase_if(run.logs, [&](const RunLog& log) {
    if (!is_of_another_project(run, log)) return false;
    run.passed_over.push_back(log.name + " belongs to another project, and was not checked");
    return true;
  });
}

// A draft is an agreement that not all parties have signed yet, if nothing was made under it.
bool is_draft(const Run& run, const RunAgreement& agreement) {
  return (agreement.signatures || !agreement.has_signatures) && !agreement.not_signed().empty() &&
         !run.was_used(agreement.agreement.fingerprint());
}

void set_drafts_aside(Run& run) {
  const auto drafts =
      std::stable_partition(run.agreements.begin(), run.agreements.end(),
                            [&](const RunAgreement& one) { return !is_draft(run, one); });
  if (drafts == run.agreements.begin()) return;  // only drafts are here, so they are checked
  std::move(drafts, run.agreements.end(), std::back_inserter(run.drafts));
  run.agreements.erase(drafts, run.agreements.end());
}

}  // namespace

Result<Run> read_run(const std::string& folder, Time now) {
  Run run;
  run.now = now;
  const std::vector<std::string> names = TRY(files_below(folder));
  std::vector<LogText> logs;
  for (const std::string& name : names) {
    const std::string path = folder + "/" + name;
    if (name.ends_with(".json")) TRY(read_agreement(run, path, name));
    if (name.ends_with(".tally")) TRY(read_sealed_file(run, path, name));
    if (name.ends_with(".jsonl")) TRY(read_log(run, path, name, logs));
  }
  add_logs(run, std::move(logs));
  if (run.agreements.empty() && run.bad_agreements.empty()) {
    return malformed(folder + ": holds no agreement");
  }
  if (run.agreements.empty()) {
    return malformed(folder + "/" + run.bad_agreements[0].name + ": " + run.bad_agreements[0].why);
  }
  set_other_projects_aside(run);
  set_drafts_aside(run);
  return run;
}

}  // namespace tally
