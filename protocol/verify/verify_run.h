// The content of a run's folder, read and sorted for the checks: see verify.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/agreement.h"
#include "protocol/crypto/cms.h"
#include "protocol/evidence/party_state.h"
#include "protocol/identity/signed_agreement.h"
#include "protocol/seal/sealed_file.h"

namespace tally {

struct RunAgreement {
  std::string name;  // of the file, in the folder
  Agreement agreement;
  bool has_signatures = false;            // beside it, valid or not
  Result<CmsSigned> signatures;           // verified, by any signer
  std::optional<SignedAgreement> agreed;  // signed by all and nobody else

  // Null if it is not signed with this certificate.
  const CmsSigner* signer(const Digest& certificate) const;
  std::vector<std::string> not_signed() const;  // its parties that have not signed
};

struct RunLog {
  std::string name;
  EvidenceLog log;
  PartyState state;  // the party's state by the log
  const std::string& party() const { return log.entries.front().party; }
};
// The project that the log names in its first entry.
const ProjectId& project_of(const RunLog& log);

// A file that could not be read as the kind of file that its name says.
struct BadFile {
  std::string name;
  std::string why;
};

struct Run {
  Time now;
  std::vector<RunAgreement> agreements;  // one for each fingerprint, at least one
  std::vector<RunAgreement> drafts;      // not signed by all, and nothing was made under them
  std::vector<SealedFile> files;         // one for each file digest; by path
  std::vector<RunLog> logs;              // without empty logs and beginnings of others
  std::vector<std::string> older_logs;   // "a.jsonl is an older copy of b.jsonl"
  std::vector<std::string> passed_over;  // "c.jsonl belongs to another project, ..."
  std::vector<BadFile> bad_agreements, bad_files, bad_logs;

  // Null if it is not in the folder.
  const RunAgreement* agreement(const Digest& fingerprint) const;
  const RunAgreement* agreement_or_draft(const Digest& fingerprint) const;
  // Finds the text of an agreement or draft.
  PartyState::Find texts() const;
  const RunLog* log(std::string_view party) const;  // the longest
  const SealedFile* file(const Digest& digest) const;
  // The agreement that no other amends; the first if there are several.
  const RunAgreement& newest() const;
  // The parties of all agreements, each name once, because an amendment releases no party from its
  // duties.
  std::vector<Party> parties() const;
  bool all_logs_here() const;
  // Whether a party can still act: the newest agreement names it and has not ended, and its log is
  // here and shows that it has not closed the run for that agreement.
  bool may_act(std::string_view party) const;
  // Whether something was made under an agreement. To sign it is not to make something.
  bool was_used(const Digest& agreement) const;
};

// Copies of one file count once. If there are several copies of a log, the longest that continues
// the others counts.
Result<Run> read_run(const std::string& folder, Time now);

// "other.json: an amendment not signed by all, ...", for notes.
std::string describe_draft(const RunAgreement& draft);
// "school.tally (council's submission of school, number 3)", for findings.
std::string describe_file(const SealedFile& file);

// Every event of a kind, with its log and entry: look(log, entry, event).
template <class Kind, class Look>
void each_event(const Run& run, const Look& look) {
  for (const RunLog& log : run.logs) {
    for (const EvidenceEntry& entry : log.log.entries) {
      if (const Kind* event = std::get_if<Kind>(&entry.event)) look(log, entry, *event);
    }
  }
}

// The last event of a kind before an entry that fits; null if there is none.
template <class Kind, class Fits>
const Kind* last_before(const RunLog& log, std::uint64_t entry, const Fits& fits) {
  const Kind* last = nullptr;
  for (const EvidenceEntry& one : log.log.entries) {
    if (one.number >= entry) break;
    const Kind* event = std::get_if<Kind>(&one.event);
    if (event != nullptr && fits(*event)) last = event;
  }
  return last;
}

// The entry on a submission's encoding in its maker's log: the last on its data set before the file
// was sealed. Null if the log does not have one.
const events::Encoded* encoded_as(const RunLog& log, const SealedFile& file);

// One run of the linker: its entry "linked", and the entries around it up to the linkings before
// and after.
struct Linking {
  const RunLog* log;
  const EvidenceEntry* entry;
  const events::Linked* linked;              // the entry's event
  std::vector<const EvidenceEntry*> before;  // latest first
  std::vector<const EvidenceEntry*> after;
};
std::vector<Linking> linkings(const Run& run);

}  // namespace tally
