// Evidence: a party's own account of what it did, in an append-only log whose entries are chained
// by digests: IDENTITY/evidence/<project>.jsonl. Its head travels in every manifest the party
// signs, and whoever receives that file logs it, so that an entry can neither be changed nor
// dropped unseen up to the last exchange. Times are claims. Format: docs/formats/evidence.md.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/bytes.h"
#include "common/json.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/agreement.h"
#include "protocol/evidence/evidence_events.h"
#include "protocol/seal/manifest.h"

namespace tally {

// One entry: what happened, with its facts (counts, digests, names of parties and data sets; never
// a value, reference or local id).
struct EvidenceEntry {
  std::uint64_t number = 0;  // from 1
  Time time;
  std::string party;
  Digest agreement;
  std::string event;   // a word of docs/formats/evidence.md
  Json::Object facts;  // of evidence_events.h
  Digest previous;     // of the line before; zero for the first
};

// A fact of an entry; of one that has no such fact the empty text, 0.
std::string_view text_fact(const EvidenceEntry& entry, std::string_view name);
std::uint64_t count_fact(const EvidenceEntry& entry, std::string_view name);
// The lists of "checked", "linked" and "released"; empty for other events.
std::vector<LinkedInput> inputs_of(const EvidenceEntry& entry);
std::vector<LinkedPass> passes_of(const EvidenceEntry& entry);
std::vector<std::string> datasets_of(const EvidenceEntry& entry);

struct EvidenceLog {
  std::vector<EvidenceEntry> entries;
  std::vector<Digest> digests;  // of each line
  EvidenceHead head() const {
    return {entries.size(), digests.empty() ? Digest() : digests.back()};
  }
};

// As one line of a log, without LF.
std::string print_evidence(const EvidenceEntry& entry);
// malformed, with the line: anything that does not follow the format, a number or digest that does
// not follow from the line before, another party than the first line's.
Result<EvidenceLog> read_evidence(std::string_view text, const std::string& name);

// A party's log of a project, open for appending; other processes wait.
class EvidenceWriter {
 public:
  // Makes the log where there is none. The log is read whole first: a broken one is refused.
  static Result<EvidenceWriter> open(const std::string& identity_folder, const Agreement& agreement,
                                     std::string_view party);
  EvidenceWriter(EvidenceWriter&&) noexcept;
  EvidenceWriter& operator=(EvidenceWriter&&) noexcept;
  ~EvidenceWriter();

  const EvidenceLog& log() const;
  EvidenceHead head() const { return log().head(); }
  const std::string& path() const;
  // Written and synced before it returns; the first entry of a new log, "begun", goes before.
  Status append(Time time, std::string_view event, Json::Object facts);

 private:
  struct State;
  explicit EvidenceWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// What an entry "sealed" or "received" is about: "the payload of school for insights".
std::string describe_sealed(const EvidenceEntry& entry);

// The next sequence of a kind of file, and the manifest it follows, by what the log says was
// sealed.
struct NextInSequence {
  std::uint64_t sequence = 1;
  std::optional<Digest> previous;
};
NextInSequence next_in_sequence(const EvidenceLog& log, SealKind kind, std::string_view dataset,
                                std::string_view analyst);
// The newest of a maker's files of a kind and data set that the log says was received; 0 if none.
std::uint64_t last_received(const EvidenceLog& log, SealKind kind, std::string_view maker,
                            std::string_view dataset, std::string_view analyst);
// Whether the log has an entry "received" on this file.
bool was_received(const EvidenceLog& log, const Digest& file);

}  // namespace tally
