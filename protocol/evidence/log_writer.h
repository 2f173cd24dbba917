// Appends to a party's evidence: its own account of what it did, in
// IDENTITY/evidence/<project>.jsonl. The head of the log travels in every manifest that the party
// signs, and every reader of that file notes it. So no entry can be changed or dropped unseen up to
// the last exchange. Times are claims. Format: docs/formats/evidence.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/agreement.h"
#include "protocol/evidence/log_format.h"

namespace tally {

// A party's log of a project, open for appending; other processes wait.
class EvidenceWriter {
 public:
  // Makes the log if it does not exist. Reads the whole log first, and refuses a broken log.
  static Result<EvidenceWriter> open(const std::string& identity_folder, const Agreement& agreement,
                                     std::string_view party);
  EvidenceWriter(EvidenceWriter&&) noexcept;
  EvidenceWriter& operator=(EvidenceWriter&&) noexcept;
  ~EvidenceWriter();

  const EvidenceLog& log() const;
  EvidenceHead head() const { return log().head(); }
  const std::string& path() const;
  // Writes and syncs the entries, all in one step, before it returns. A new log first gets the
  // entry "begun".
  Status append(Time time, std::vector<Event> events);
  Status append(Time time, Event event) { return append(time, std::vector{std::move(event)}); }

 private:
  struct State;
  explicit EvidenceWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tally
