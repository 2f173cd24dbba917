// A party's session under an agreement: its identity, its evidence and the clock, which every use
// case needs, and how the party takes and makes sealed files and notes both in its evidence. A
// party has one session at a time: another waits. Knows nothing of command lines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/evidence/event_codec.h"
#include "protocol/evidence/evidence.h"
#include "protocol/party/transaction.h"
#include "protocol/seal/sealed_file.h"

namespace tally {

// What a use case does for its party. Nothing is made once the party has closed the run, nothing is
// read once the agreement has ended; to destroy the secret and to close are always allowed.
enum class Task : std::uint8_t { makes, reads, ends };

class PartySession : public Notebook {
 public:
  // refused: the identity is no party's of the agreement; the party has closed the run; what its
  // parts refuse.
  static Result<PartySession> load(const std::string& agreement_path,
                                   const std::string& identity_folder,
                                   const std::optional<std::string>& passphrase_file, Time now,
                                   Task task = Task::makes);

  Time time() const { return time_; }
  const SignedAgreement& signed_agreement() const { return agreement_; }
  const Agreement& agreement() const { return agreement_.agreement(); }
  const Identity& identity() const { return identity_; }
  const std::string& party() const { return party_; }
  const EvidenceLog& evidence() const { return evidence_.log(); }
  const std::string& evidence_path() const { return evidence_.path(); }

  // When the party closed the run under this agreement, or under another that this one does not
  // amend.
  std::optional<Time> closed() const;
  // refused: the party has no such role.
  Status require(Party::Role role) const;

  // A file of this kind that the agreement allows, sealed to this party, and newer than the last
  // one of its maker that was taken; the same one again is fine.
  Result<CheckedSeal> check(const std::string& path, SealKind kind,
                            Progress* progress = nullptr) const;
  Result<CheckedSeal> check(SealedFile file, SealKind kind) const;
  // The same, its content in memory, and noted once; for small files.
  Result<Bytes> take(const CheckedSeal& seal, std::size_t limit);
  Status note_received(const CheckedSeal& seal);
  EvidenceHead head() const override { return evidence_.head(); }
  Status note(Event event) override { return note(word_of(event), print_facts(event)); }
  Status note(std::string_view event, Json::Object facts) {
    return evidence_.append(time_, event, std::move(facts));
  }

  // The next in sequence of its kind, data set and analyst. A submission expires after the days
  // that the agreement gives, all else with the agreement.
  SealRequest request(SealKind kind, const std::string& dataset, const std::string& analyst) const;
  Result<SealedWriter> seal(const std::string& path, Overwrite overwrite,
                            const SealRequest& request) const {
    return SealedWriter::open(path, overwrite, agreement_, identity_, request);
  }
  // Writes it all, with where the evidence stands now in its manifest; what "sealed" says of it.
  Result<Json::Object> finish(SealedWriter& writer, std::uint64_t rows) const;
  // The same; notes it, then makes it appear: killed in between, it is noted and not there, and the
  // next has another number.
  Status commit(SealedWriter& writer, std::uint64_t rows);
  // For the user: which files at a path, a file or a folder, are about to be replaced though the
  // log says that they were sealed.
  std::vector<std::string> to_replace(const std::string& path) const;
  // For the user, of what was sealed just now and is not the first of its sequence.
  std::vector<std::string> to_keep() const;

 private:
  PartySession(Time time, SignedAgreement agreement, Identity identity, std::string party,
               EvidenceWriter evidence)
      : time_(time),
        agreement_(std::move(agreement)),
        identity_(std::move(identity)),
        party_(std::move(party)),
        evidence_(std::move(evidence)),
        known_(evidence_.log().entries.size()) {}
  Time time_;
  SignedAgreement agreement_;
  Identity identity_;
  std::string party_;
  EvidenceWriter evidence_;
  std::size_t known_;  // entries before it acted
};

}  // namespace tally
