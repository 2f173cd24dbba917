#include "protocol/party/session.h"

#include <algorithm>

#include "common/paths.h"
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
    return refused(
        identity_folder + ": this identity does not belong to any party in " + agreement_path,
        "was the agreement made with another card of yours?");
  }
  std::string name = party->name;
  EvidenceWriter evidence = TRY(EvidenceWriter::open(identity_folder, agreement.agreement(), name));
  PartySession session(now, std::move(agreement), std::move(identity), std::move(name),
                       std::move(evidence));
  const std::optional<Time> closed = session.closed();
  if (closed && task == Task::makes) {
    return refused(session.party() + " closed this run on " + print_date(*closed),
                   "to continue, amend the agreement: agreement new --amends");
  }
  return session;
}

Status PartySession::require(Party::Role role) const {
  if (agreement().party(party_)->has(role)) return {};
  std::string word(kRoleWords[static_cast<std::size_t>(role)]);
  std::ranges::replace(word, '_', ' ');
  return refused("\"" + party_ + "\" does not have the role of " + word + " in this agreement");
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
  TRY(check_newest(seal));
  return seal;
}

Status PartySession::check_newest(const CheckedSeal& seal) const {
  const std::string& path = seal.file().path;
  const Manifest& manifest = seal.manifest();
  const std::uint64_t last =
      state_.last_received(manifest.kind, manifest.maker, manifest.dataset, manifest.analyst);
  if (manifest.sequence < last) {
    return refused(path + ": this is file " + std::to_string(manifest.sequence) + "; file " +
                       std::to_string(last) + " has already been received",
                   "ask " + manifest.maker + " for the newest");
  }
  if (manifest.sequence == last && !state_.was_received(seal.file().file)) {
    return refused(path + ": another file with the same number has already been received",
                   "ask " + manifest.maker + " which of the two files is correct");
  }
  return {};
}

Status PartySession::note(std::vector<Event> events) {
  TRY(evidence_.append(time_, std::move(events)));
  state_.follow(evidence_.log());
  return {};
}

Status PartySession::note_received(const CheckedSeal& seal) {
  if (state_.was_received(seal.file().file)) return {};
  return note(events::received(seal.manifest(), seal.file().file));
}

Result<Bytes> PartySession::take(const CheckedSeal& seal, std::size_t limit) {
  SealedReader reader = TRY(SealedReader::open(seal, identity_));
  if (reader.size() > limit) return malformed(reader.path() + ": longer than its format allows");
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
  const NextInSequence next = state_.next(kind, dataset, analyst);
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

std::vector<std::string> PartySession::to_replace(const std::string& output) const {
  std::vector<std::string> lines;
  std::vector<std::string> paths = {output};
  if (const auto below = files_below(output)) {
    paths.clear();
    for (const std::string& name : below.value()) paths.push_back(output + "/" + name);
  }
  for (const std::string& path : paths) {
    const Result<SealedFile> file = read_sealed(path);
    const NotedFile* made = file ? state_.find_made(file.value().file) : nullptr;
    if (made == nullptr) continue;
    lines.push_back(path + ": replaces number " + std::to_string(made->file.sequence) + " of " +
                    describe(made->file) +
                    ", and governance needs the old file: without a copy of it, a check of verify "
                    "cannot be made");
  }
  return lines;
}

std::vector<std::string> PartySession::to_keep() const {
  std::vector<std::string> lines;
  for (const NotedFile& made : state_.made()) {
    const std::uint64_t number = made.file.sequence;
    if (made.entry <= known_ || number < 2) continue;
    lines.push_back(describe(made.file) + " is number " + std::to_string(number) +
                    ": keep number " + std::to_string(number - 1) +
                    " too, because governance needs every file that was sealed");
  }
  return lines;
}

}  // namespace tally
