// A run of made-up parties, honest unless a test changes it: a folder with all files that verify
// reads.
//
//   MadeUpRun run(parties);  run.change_entry = ...;  run.play();  run.verify()
//
// Two weeks: two submissions each, a bridge, a report and a payload; then all close.
#pragma once

#include <filesystem>
#include <functional>
#include <set>

#include "protocol/evidence/closing.h"
#include "protocol/verify/verify.h"
#include "tests/unit/protocol/forgery.h"

namespace tally {

class MadeUpRun {
 public:
  explicit MadeUpRun(const MadeUpParties& made_up) : parties(made_up) { key_check.bytes.fill(7); }

  // ---- Parts that a test may spoil
  std::function<void(AgreementTerms&)> change_terms;
  std::function<void(Forgery&)> change_file;         // before it is sealed
  std::function<void(EvidenceEntry&)> change_entry;  // before it is logged; no party: left out
  std::function<void(int)> before_linking;           // of the week
  std::set<std::string> unsigned_by, without_opening;
  std::map<std::string, Time> signing_times;
  enum class Until : std::uint8_t { the_secret, the_end };
  Until until = Until::the_end;

  void play() {
    agree();
    give_secret();
    if (until == Until::the_secret) return collect_logs();
    for (int week = 1; week <= 2; ++week) play_week(week);
    for (const char* holder : {"council", "trust"}) {
      log(holder, events::SecretDestroyed{key_check});
    }
    for (const Party& party : agreement->terms().parties) close(party.name);
    collect_logs();
  }
  Verification verify(Time now = on("2026-06-01")) const {
    return verify_run(folder.path(), now).value();
  }

  // ---- The steps, for tests that add some
  void log(const std::string& party, Event event) {
    log_under(agreement->fingerprint(), party, std::move(event));
  }
  void log_under(const Digest& under, const std::string& party, Event event) {
    EvidenceEntry entry{0, clock, party, under, std::move(event), {}};
    if (change_entry) change_entry(entry);
    if (entry.party.empty()) return;
    EvidenceLog& known = logs[party];
    if (known.entries.empty()) {
      append(known, {0, clock, party, under, events::Begun{agreement->terms().project}, {}});
    }
    append(known, std::move(entry));
  }
  // An amendment of the present agreement.
  Agreement amendment(const std::function<void(AgreementTerms&)>& change) const {
    AgreementTerms terms = agreement->terms();
    terms.amends = agreement->fingerprint();
    change(terms);
    return Agreement::make(terms).value();
  }
  // Writes it into the folder, signed by all its parties except unsigned_by; the signers note this.
  void put_agreement(const std::string& name, const Agreement& text) {
    folder.put(name, text.text());
    const Bytes signatures = sign(text);
    if (signatures.empty()) return;
    folder.put(name + ".p7s", std::string(signatures.begin(), signatures.end()));
  }
  // Later steps are under the amendment.
  void amend(const std::function<void(AgreementTerms&)>& change) {
    const Agreement amended = amendment(change);
    put_agreement("amendment.json", amended);
    agreement.emplace(amended);
  }
  SealedFile seal(const std::string& maker, SealKind kind, const std::string& dataset,
                  const std::string& analyst, std::uint64_t rows, Bytes content) {
    const EvidenceLog& known = logs[maker];
    const NextInSequence next = PartyState(known).next(kind, dataset, analyst);
    Forgery f(parties);
    f.signer = maker;
    f.content = std::move(content);
    describe(f.manifest, maker, kind, dataset, analyst);
    f.manifest.sequence = next.sequence;
    f.manifest.previous = next.previous;
    f.manifest.evidence = known.head();
    f.manifest.rows = rows;
    f.sealed_to = f.manifest.readers;
    if (change_file) change_file(f);
    f.make();
    const SealedFile file = put_file(f.bytes());
    log(maker, events::Sealed{file_facts(file.manifest, file.file)});
    return file;
  }
  void receive(const std::string& reader, const SealedFile& file) {
    log(reader, events::received(file.manifest, file.file));
  }
  void close(const std::string& party) {
    clock = on("2026-04-01");
    log(party, events::Closed{1, 1});
    const std::string text =
        print_closing(make_closing(*agreement, party, logs[party].head(), PartyState(logs[party])));
    seal(party, SealKind::closing, "", "", 2, Bytes(text.begin(), text.end()));
  }
  void collect_logs() {
    for (const auto& [party, log] : logs) {
      std::string text;
      for (const EvidenceEntry& entry : log.entries) text += print_evidence(entry) + "\n";
      folder.put(party + ".jsonl", text);
    }
  }

  const MadeUpParties& parties;
  std::optional<Agreement> agreement;
  TemporaryFolder folder;
  std::map<std::string, EvidenceLog> logs;
  Time clock = on("2026-01-02");
  KeyCheck key_check;
  std::vector<SealedFile> submissions;  // of the newest week, then of earlier weeks
  std::vector<std::string> names;       // of the sealed files, in the order of their making

 private:
  // Like EvidenceWriter, but in memory, because a run has some hundred entries.
  void append(EvidenceLog& known, EvidenceEntry entry) const {
    entry.number = known.entries.size() + 1;
    entry.previous = known.head().head;
    known.digests.push_back(sha256({as_bytes(print_evidence(entry))}));
    known.entries.push_back(std::move(entry));
  }

  AgreementTerms terms() const {
    AgreementTerms terms = parties.terms();
    terms.amends.reset();
    std::erase_if(terms.parties, [](const Party& party) { return party.name == "students"; });
    std::erase_if(terms.releases,
                  [](const Release& release) { return release.analyst == "students"; });
    if (change_terms) change_terms(terms);
    return terms;
  }

  Bytes sign(const Agreement& text) {
    Bytes signatures;
    for (const Party& party : text.terms().parties) {
      if (unsigned_by.contains(party.name)) continue;
      const Identity& identity = parties.of(party.name);
      std::vector<Certificate> further;
      if (!without_opening.contains(party.name)) further.push_back(identity.card().opening);
      const Time at = signing_times.contains(party.name) ? signing_times[party.name] : clock;
      const ByteView bytes = as_bytes(text.text());
      signatures = signatures.empty()
                       ? cms_sign(bytes, CmsContent::detached, identity.signing(), at, further)
                       : cms_add_signer(signatures, bytes, identity.signing(), at, further).value();
      log_under(text.fingerprint(), party.name, events::Signed{party.signing});
    }
    return signatures;
  }

  void agree() {
    agreement.emplace(Agreement::make(terms()).value());
    put_agreement("agreement.json", *agreement);
  }

  void give_secret() {
    clock = on("2026-02-01");
    log("council", events::SecretMade{key_check});
    const SealedFile secret = seal("council", SealKind::secret, "", "", 0, Bytes(32));
    receive("trust", secret);
    log("trust", events::SecretReceived{key_check});
  }

  void play_week(int week) {
    clock = days_after(on("2026-03-01"), 7 * (week - 1));
    submissions.insert(submissions.begin(),
                       {submit("council", "school", 5, 4), submit("trust", "health", 3, 3)});
    clock = days_after(clock, 1);
    receive("linkers", submissions[0]);
    receive("linkers", submissions[1]);
    if (before_linking) before_linking(week);
    link();
    attach();
  }

  SealedFile submit(const std::string& holder, const std::string& dataset, std::uint64_t rows,
                    std::uint64_t records) {
    const DatasetIndex index = agreement->dataset(dataset).value();
    const std::string& profile = agreement->dataset(index).profile;
    log(holder, events::Encoded{dataset,
                                profile,
                                sha256({as_bytes(profile)}),
                                {rows + 3, 2, 1, rows},
                                records,
                                key_check});
    EncodingsHeader header;
    header.unicode = agreement->encoding().unicode;
    header.dataset = dataset;
    header.layout = RowLayout::of(agreement->encoding(), agreement->dataset(index));
    Bytes content = print_header(header);
    content.resize(content.size() + (54 + rows) * header.layout.row_size);
    return seal(holder, SealKind::submission, dataset, "", rows, std::move(content));
  }

  void link() {
    const std::vector<LinkedInput> inputs = {{"school", submissions[0].file, 5, 4},
                                             {"health", submissions[1].file, 3, 3}};
    std::vector<LinkedPass> passes;
    for (const Pass& pass : agreement->terms().policy.passes) passes.push_back({pass.name, 2});
    log("linkers", events::Checked{inputs});
    log("linkers", events::Linked{inputs, passes, 5});
    log("linkers", events::Released{"insights", {"school", "health"}, 7});
    const SealedFile bridge = seal("linkers", SealKind::bridge, "", "insights", 7, Bytes(700));
    receive("insights", bridge);
    log("insights", events::Opened{SealKind::bridge, bridge.file});
    receive("board", seal("linkers", SealKind::report, "", "", 0, Bytes(1000)));
  }

  void attach() {
    log("council", events::Attached{"school", "insights", {7, 1, 0, 6}});
    receive("insights", seal("council", SealKind::payload, "school", "insights", 6, Bytes(60)));
  }

  void describe(Manifest& manifest, const std::string& maker, SealKind kind,
                const std::string& dataset, const std::string& analyst) const {
    manifest.kind = kind;
    manifest.project = agreement->terms().project;
    manifest.agreement = agreement->fingerprint();
    manifest.maker = maker;
    manifest.certificate = parties.of(maker).card().signing.digest();
    manifest.dataset = dataset;
    manifest.analyst = analyst;
    manifest.readers = readers_of(*agreement, kind, dataset, analyst).value();
    manifest.made = clock;
    manifest.expires = days_after(clock, 30);
    manifest.software = "tallystick 0.1.0";
    manifest.key_check.reset();
    if (kind == SealKind::secret || kind == SealKind::submission) manifest.key_check = key_check;
  }

  SealedFile put_file(const Bytes& bytes) {
    names.push_back(std::to_string(names.size() + 1) + ".tally");
    return read_sealed(folder.put(names.back(), std::string(bytes.begin(), bytes.end()))).value();
  }
};

}  // namespace tally
