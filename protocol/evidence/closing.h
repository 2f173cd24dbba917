// The closing statement, with which a party ends its part of a run: which files it made and
// received, where its log stands, when it destroyed the secret. Sealed to all parties
// (docs/formats/evidence.md, section 7).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/evidence/evidence.h"

namespace tally {

struct ClosingFile {
  std::string kind, dataset, analyst;
  std::string maker;
  std::uint64_t sequence = 0;
  std::uint64_t rows = 0;
  std::string file;  // hex digest
};

struct ClosingStatement {
  ProjectId project;
  Digest agreement;
  std::string party;
  EvidenceHead log;
  std::vector<ClosingFile> made, received;
  std::optional<Time> secret_destroyed;
};

// What a party's log tells, up to its end.
ClosingStatement make_closing(const Agreement& agreement, std::string_view party,
                              const EvidenceLog& log);
// Canonical JSON, in the form of the agreement.
std::string print_closing(const ClosingStatement& statement);

}  // namespace tally
