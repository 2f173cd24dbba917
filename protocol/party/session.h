// A party's session under an agreement: its identity, its evidence and the clock, which every use
// case needs, and how the party takes and makes sealed files and notes both in its evidence. A
// party has one session at a time: another waits. Knows nothing of command lines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/evidence/log_writer.h"
#include "protocol/evidence/party_state.h"
#include "protocol/party/transaction.h"
#include "protocol/seal/sealed_file.h"

namespace tally {

// The kind of work of a use case. A party that has closed the run makes nothing more. After the
// agreement's end a party reads nothing more. It may always destroy the secret and close.
enum class Task : std::uint8_t { makes, reads, ends };

class PartySession : public Notebook {
 public:
  // refused: the identity does not belong to any party in the agreement; the party has closed the
  // run and the task makes something; everything that SignedAgreement, Identity and EvidenceWriter
  // refuse.
  static Result<PartySession> load(const std::string& agreement_path,
                                   const std::string& identity_folder,
                                   const std::optional<std::string>& passphrase_file, Time now,
                                   Task task = Task::makes);

  Time time() const { return time_; }
  const SignedAgreement& signed_agreement() const { return agreement_; }
  const Agreement& agreement() const { return agreement_.agreement(); }
  const Identity& identity() const { return identity_; }
  const std::string& party() const { return party_; }
  const std::string& evidence_path() const { return evidence_.path(); }
  // The state of the party, by its evidence.
  const PartyState& state() const { return state_; }
  // The time when the party closed the run for this agreement.
  std::optional<Time> closed() const { return state_.closed(agreement()); }

  // refused: the party does not have the role.
  Status require(Party::Role role) const;

  // Checks a file: it must be of this kind, allowed by the agreement, sealed to this party, and
  // newer than the last file that the party received from its maker. The last file itself is
  // accepted again.
  Result<CheckedSeal> check(const std::string& path, SealKind kind,
                            Progress* progress = nullptr) const;
  Result<CheckedSeal> check(SealedFile file, SealKind kind) const;
  // Reads the content of a small file into memory, and notes once that it was received.
  Result<Bytes> take(const CheckedSeal& seal, std::size_t limit);
  Status note_received(const CheckedSeal& seal);

  EvidenceHead head() const override { return evidence_.head(); }
  Status note(std::vector<Event> events) override;
  Status note(Event event) { return note(std::vector{std::move(event)}); }

  // The request for the next file in the sequence of its kind, data set and analyst. A submission
  // expires after the number of days in the agreement, every other file with the agreement.
  SealRequest request(SealKind kind, const std::string& dataset, const std::string& analyst) const;
  Result<SealedWriter> seal(const std::string& path, Overwrite overwrite,
                            const SealRequest& request) const {
    return SealedWriter::open(path, overwrite, agreement_, identity_, request);
  }

  // ---- Notices, a line each Sealed files in a file or folder that are about to be replaced
  // although the party's evidence names them.
  std::vector<std::string> to_replace(const std::string& output) const;
  // Files sealed in this session that are not the first of their sequence, since the file before
  // must be kept.
  std::vector<std::string> to_keep() const;

 private:
  // refused: the file is older than the last received, or is another file with the same number.
  Status check_newest(const CheckedSeal& seal) const;
  PartySession(Time time, SignedAgreement agreement, Identity identity, std::string party,
               EvidenceWriter evidence)
      : time_(time),
        agreement_(std::move(agreement)),
        identity_(std::move(identity)),
        party_(std::move(party)),
        evidence_(std::move(evidence)),
        state_(evidence_.log()),
        known_(evidence_.head().length) {}
  Time time_;
  SignedAgreement agreement_;
  Identity identity_;
  std::string party_;
  EvidenceWriter evidence_;
  PartyState state_;
  std::uint64_t known_;  // entries before this session
};

}  // namespace tally
