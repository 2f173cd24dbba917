#include "protocol/acting.h"

#include <algorithm>

#include "common/file.h"
#include "protocol/agreement_words.h"

namespace tally {

Result<Acting> Acting::load(const std::string& agreement_path, const std::string& identity_folder,
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
  Acting acting(now, std::move(agreement), std::move(identity), std::move(name),
                std::move(evidence));
  const std::optional<Time> closed = acting.closed();
  if (closed && task == Task::makes) {
    return refused(acting.party() + " closed this run on " + print_date(*closed),
                   "what comes after needs a new agreement (agreement new --amends)");
  }
  return acting;
}

std::optional<Time> Acting::closed() const {
  const Digest own = agreement().fingerprint();
  const std::optional<Digest>& amended = agreement().terms().amends;
  std::optional<Time> closed;
  for (const EvidenceEntry& entry : evidence().entries) {
    if (entry.event == "closed" && entry.agreement != amended) closed = entry.time;
    if (entry.event == "signed" && entry.agreement == own) closed.reset();
  }
  return closed;
}

Status Acting::require(Party::Role role) const {
  if (agreement().party(party_)->has(role)) return {};
  return refused("\"" + party_ + "\" is no " +
                 std::string(kRoleWords[static_cast<std::size_t>(role)]) + " of the agreement");
}

Result<CheckedSeal> Acting::check(const std::string& path, SealKind kind,
                                  Progress* progress) const {
  SealedFile file = TRY(read_sealed(path, progress));
  return check(std::move(file), kind);
}

Result<CheckedSeal> Acting::check(SealedFile file, SealKind kind) const {
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

Status Acting::note_received(const CheckedSeal& seal) {
  if (was_received(evidence_.log(), seal.file().file)) return {};
  return note("received", received_facts(seal.manifest(), seal.file().file));
}

Result<Bytes> Acting::take(const CheckedSeal& seal, std::size_t limit) {
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

SealRequest Acting::request(SealKind kind, const std::string& dataset,
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

Result<Json::Object> Acting::finish(SealedWriter& writer, std::uint64_t rows) const {
  writer.pin(evidence_.head());
  const Manifest manifest = TRY(writer.finish(rows));
  return sealed_facts(manifest, writer.file());
}

Status Acting::commit(SealedWriter& writer, std::uint64_t rows) {
  Json::Object facts = TRY(finish(writer, rows));
  TRY(note("sealed", std::move(facts)));
  return writer.place();
}

std::vector<std::string> Acting::to_keep() const {
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

std::vector<Option> acting_options(std::vector<Option> own) {
  std::vector<Option> options = {
      {"agreement", "FILE", Need::required, "the agreement, with its signatures beside it"},
      {"identity", "DIR", Need::required, "your folder of keys"},
      {"passphrase-file", "FILE", Need::optional, "holds the passphrase that protects the keys"}};
  options.insert(options.end(), own.begin(), own.end());
  return options;
}

// What --force could replace though no option names it: the signatures beside the agreement, and in
// the identity its certificates and log.
static Status check_output(const Options& options, const std::string& output) {
  if (same_file(output, options.get("agreement") + kSignatureSuffix)) {
    return usage_error(output + ": holds the agreement's signatures, and cannot be the output");
  }
  const std::string& identity = options.get("identity");
  const bool is_certificate = output.ends_with(".pem") && same_file(folder_of(output), identity);
  if (is_certificate || same_file(folder_of(output), identity + "/evidence")) {
    return usage_error(output +
                       ": lies where the identity keeps its own, and cannot be the output");
  }
  return {};
}

static Status check_outputs(const Options& options) {
  for (const char* name : {"out", "rejects"}) {
    const std::optional<std::string> output = options.find(name);
    if (output) TRY(check_output(options, *output));
  }
  return {};
}

std::vector<std::string> sealed_before(const Acting& party, const Options& options) {
  std::vector<std::string> lines;
  const std::string& out = options.get("out");
  if (overwrite_of(options) == Overwrite::no || !file_exists(out)) return lines;
  std::vector<std::string> paths = {out};
  if (const auto below = files_below(out)) {
    paths.clear();
    for (const std::string& name : below.value()) paths.push_back(out + "/" + name);
  }
  for (const std::string& path : paths) {
    const Result<SealedFile> file = read_sealed(path);
    const auto& entries = party.evidence().entries;
    const auto sealed = std::ranges::find_if(entries, [&](const EvidenceEntry& entry) {
      return file && entry.event == "sealed" &&
             text_fact(entry, "file") == to_hex(file.value().file.bytes);
    });
    if (sealed == entries.end()) continue;
    lines.push_back(path + ": replaces number " + std::to_string(count_fact(*sealed, "sequence")) +
                    " of " + describe_sealed(*sealed) +
                    ", which governance asks for: without a copy of it, verify stays incomplete");
  }
  return lines;
}

Result<Acting> acting_of(const Options& options, Task task) {
  TRY(check_outputs(options));
  return Acting::load(options.get("agreement"), options.get("identity"),
                      options.find("passphrase-file"), now(), task);
}

}  // namespace tally
