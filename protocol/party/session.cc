#include "protocol/party/session.h"

#include <algorithm>

#include "protocol/base/agreement_words.h"

namespace tally {

Result<PartySession> PartySession::load(const std::string& agreement_path,
                                        const std::string& identity_folder,
                                        const std::optional<std::string>& passphrase_file, Time now,
                                        Task task) {
  Time then = now;
  if (task == Task::ends) {
    const Agreement unchecked = TRY(Agreement::load(agreement_path));
    then = std::min(now, unchecked.terms().retention.ends);
  }
  SignedAgreement agreement = TRY(SignedAgreement::load(agreement_path, then));
  Identity identity = TRY(Identity::load(identity_folder, passphrase_file));
  const Party* party = agreement.agreement().signer(identity.card().signing.digest());
  if (party == nullptr) {
    return refused(identity_folder + ": this identity is no party's of " + agreement_path,
                   "was the agreement made with another card of yours?");
  }
  std::string name = party->name;
  EvidenceWriter evidence = TRY(EvidenceWriter::open(identity_folder, agreement.agreement(), name));
  PartySession session(now, std::move(agreement), std::move(identity), std::move(name),
                       std::move(evidence));
  const std::optional<Time> closed = session.closed();
  if (closed && task == Task::makes) {
    return refused(session.party() + " closed this run on " + print_date(*closed),
                   "what comes after needs a new agreement (agreement new --amends)");
  }
  return session;
}

std::optional<Time> PartySession::closed() const {
  const Digest own = agreement().fingerprint();
  const std::optional<Digest>& amended = agreement().terms().amends;
  std::optional<Time> closed;
  for (const EvidenceEntry& entry : evidence().entries) {
    if (entry.event == "closed" && entry.agreement != amended) closed = entry.time;
    if (entry.event == "signed" && entry.agreement == own) closed.reset();
  }
  return closed;
}

Status PartySession::require(Party::Role role) const {
  if (agreement().party(party_)->has(role)) return {};
  return refused("\"" + party_ + "\" is no " +
                 std::string(kRoleWords[static_cast<std::size_t>(role)]) + " of the agreement");
}

Result<CheckedSeal> PartySession::check(const std::string& path, SealKind kind,
                                        Progress* progress) const {
  SealedFile file = TRY(read_sealed(path, progress));
  return check(std::move(file), kind);
}

Result<CheckedSeal> PartySession::check(SealedFile file, SealKind kind) const {
  const std::string path = file.path;
  CheckedSeal seal = TRY(check_seal(agreement_, std::move(file), kind, time_));
  const Manifest& manifest = seal.manifest();
  if (std::ranges::find(manifest.readers, party_) == manifest.readers.end()) {
    return refused(path + ": not sealed to " + party_);
  }
  const std::uint64_t last =
      last_received(evidence_.log(), kind, manifest.maker, manifest.dataset, manifest.analyst);
  if (manifest.sequence < last) {
    return refused(path + ": number " + std::to_string(manifest.sequence) + " of its maker, and " +
                       std::to_string(last) + " was received already",
                   "ask " + manifest.maker + " for the newest");
  }
  if (manifest.sequence == last && !was_received(evidence_.log(), seal.file().file)) {
    return refused(path + ": another file of the same number was received already",
                   "ask " + manifest.maker + " which of the two is the right one");
  }
  return seal;
}

Status PartySession::note_received(const CheckedSeal& seal) {
  if (was_received(evidence_.log(), seal.file().file)) return {};
  return note("received", received_facts(seal.manifest(), seal.file().file));
}

Result<Bytes> PartySession::take(const CheckedSeal& seal, std::size_t limit) {
  SealedReader reader = TRY(SealedReader::open(seal, identity_));
  if (reader.size() > limit) return malformed(reader.path() + ": longer than what it should hold");
  Bytes content(static_cast<std::size_t>(reader.size()));
  Status read = reader.read_exactly(content);
  if (read) read = note_received(seal);
  if (!read) {
    wipe(content);
    return read.error();
  }
  return content;
}

SealRequest PartySession::request(SealKind kind, const std::string& dataset,
                                  const std::string& analyst) const {
  const Retention& retention = agreement().terms().retention;
  const NextInSequence next = next_in_sequence(evidence_.log(), kind, dataset, analyst);
  const Time latest = latest_expiry(retention, kind);
  const Time expires = kind == SealKind::submission
                           ? std::min(latest, days_after(time_, retention.submission_days))
                           : latest;
  return {.kind = kind,
          .dataset = dataset,
          .analyst = analyst,
          .sequence = next.sequence,
          .previous = next.previous,
          .made = time_,
          .expires = expires,
          .evidence = evidence_.head(),
          .key_check = {}};
}

Result<Json::Object> PartySession::finish(SealedWriter& writer, std::uint64_t rows) const {
  writer.pin(evidence_.head());
  const Manifest manifest = TRY(writer.finish(rows));
  return sealed_facts(manifest, writer.file());
}

Status PartySession::commit(SealedWriter& writer, std::uint64_t rows) {
  Json::Object facts = TRY(finish(writer, rows));
  TRY(note("sealed", std::move(facts)));
  return writer.place();
}

std::vector<std::string> PartySession::to_keep() const {
  std::vector<std::string> lines;
  const auto& entries = evidence().entries;
  for (std::size_t i = known_; i < entries.size(); ++i) {
    const std::uint64_t number = count_fact(entries[i], "sequence");
    if (entries[i].event != "sealed" || number < 2) continue;
    lines.push_back(describe_sealed(entries[i]) + " is number " + std::to_string(number) +
                    ": keep number " + std::to_string(number - 1) +
                    " too, governance asks for every file that was sealed");
  }
  return lines;
}

}  // namespace tally
