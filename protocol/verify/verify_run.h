// What lies in the folder of a run, read and sorted for the checks: see verify.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/agreement.h"
#include "protocol/crypto/cms.h"
#include "protocol/evidence/evidence.h"
#include "protocol/identity/signed_agreement.h"
#include "protocol/seal/sealed_file.h"

namespace tally {

struct RunAgreement {
  std::string name;  // of the file, in the folder
  Agreement agreement;
  bool has_signatures = false;            // beside it, whatever they are
  Result<CmsSigned> signatures;           // that verify, whoever made them
  std::optional<SignedAgreement> agreed;  // by all and nobody else

  // Null: not signed with this certificate.
  const CmsSigner* signer(const Digest& certificate) const;
  std::vector<std::string> not_signed() const;  // its parties that have not
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
  std::vector<RunAgreement> agreements;  // one a fingerprint, at least one
  std::vector<RunAgreement> drafts;      // not signed by all, and nothing was made under them
  std::vector<SealedFile> files;         // one a file digest; by path
  std::vector<RunLog> logs;              // none empty, none the beginning of another
  std::vector<std::string> older_logs;   // "a.jsonl is an older copy of b.jsonl"
  std::vector<std::string> passed_over;  // "c.jsonl is of another project, ..."
  std::vector<BadFile> bad_agreements, bad_files, bad_logs;

  // Null: not in the folder.
  const RunAgreement* agreement(const Digest& fingerprint) const;
  const RunAgreement* agreement_or_draft(const Digest& fingerprint) const;
  const RunLog* log(std::string_view party) const;  // the longest
  const SealedFile* file(std::string_view hex_digest) const;
  // The agreement that no other amends; the first if there are several.
  const RunAgreement& newest() const;
  // Of all agreements, each name once: an amendment lets nobody off.
  std::vector<Party> parties() const;
  bool all_logs_here() const;
  // Whether a party can still do what is missing: the newest agreement names it and has not ended,
  // and by its log, which is here, it has not closed.
  bool may_act(std::string_view party) const;
  // Whether something was made under an agreement. To sign it is not to make something.
  bool was_used(const Digest& agreement) const;
};

// Copies of one file count once, and of a log the longest that goes on from the others.
Result<Run> read_run(const std::string& folder, Time now);

// "other.json: an amendment not signed by all, ...", for notes.
std::string describe_draft(const RunAgreement& draft);
std::string file_hex(const SealedFile& file);
// Whether the log says that its party received or opened the file.
bool took(const RunLog& log, std::string_view file);
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
