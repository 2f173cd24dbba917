// The signed statement that ends a party's part of a run: the files that it made and received, the
// head of its log, and the time when it destroyed the secret. Sealed to all parties
// (docs/formats/evidence.md, section 7).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/evidence/party_state.h"

namespace tally {

struct ClosingStatement {
  ProjectId project;
  Digest agreement;
  std::string party;
  EvidenceHead log;
  std::vector<NotedFile> made, received;
  std::optional<Time> secret_destroyed;
};

// The content of the party's log up to its head.
ClosingStatement make_closing(const Agreement& agreement, std::string_view party,
                              const EvidenceHead& head, const PartyState& state);
// Canonical JSON, in the form of the agreement.
std::string print_closing(const ClosingStatement& statement);

}  // namespace tally
