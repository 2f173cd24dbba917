// What lies in the folder of a run, read and sorted for the checks: see verify.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement.h"
#include "protocol/evidence.h"
#include "protocol/pki/cms.h"
#include "protocol/seal/sealed_file.h"
#include "protocol/signed_agreement.h"

namespace tally {

struct RunAgreement {
  std::string name;  // of the file, in the folder
  Agreement agreement;
  Result<CmsSigned> signatures;           // that verify, whoever made them
  std::optional<SignedAgreement> agreed;  // by all and nobody else
};

struct RunLog {
  std::string name;
  EvidenceLog log;
  const std::string& party() const { return log.entries.front().party; }
};

// A file that could not be read as what its name says.
struct BadFile {
  std::string name;
  std::string why;
};

struct Run {
  Time now;
  std::vector<RunAgreement> agreements;  // one a fingerprint
  std::vector<SealedFile> files;         // one a file digest; by path
  std::vector<RunLog> logs;              // none empty, one a text
  std::vector<BadFile> bad_agreements, bad_files, bad_logs;

  // Null: not in the folder.
  const RunAgreement* agreement(const Digest& fingerprint) const;
  const RunLog* log(std::string_view party) const;  // the longest
  const SealedFile* file(std::string_view hex_digest) const;
  // The agreement that no other amends; the first if there are several.
  const RunAgreement& newest() const;
  // Of all agreements, each name once: an amendment lets nobody off.
  std::vector<Party> parties() const;
};

// Copies of one file count once.
Result<Run> read_run(const std::string& folder, Time now);

std::string file_hex(const SealedFile& file);
// "school.tally (council's submission of school, number 3)", for findings.
std::string describe_file(const SealedFile& file);

// The entry "sealed" about a file; null if the log has none.
const EvidenceEntry* sealed_entry(const RunLog& log, std::string_view file);

// One run of the linker: its entry "linked", and those after it up to the next.
struct Linking {
  const RunLog* log;
  const EvidenceEntry* linked;
  std::vector<LinkedInput> inputs;
  std::vector<const EvidenceEntry*> before;  // since the linking before, latest first
  std::vector<const EvidenceEntry*> after;
};
std::vector<Linking> linkings(const Run& run);

}  // namespace tally
