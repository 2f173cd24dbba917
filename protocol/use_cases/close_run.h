// Ends a party's part of a run with a signed statement of what it made and received, sealed to all
// parties.
#pragma once

#include <cstdint>
#include <string>

#include "common/result.h"
#include "protocol/party/session.h"

namespace tally {

struct CloseRequest {
  std::string out;  // the statement
};

struct CloseOutcome {
  std::uint64_t made = 0;  // files, by the party's evidence
  std::uint64_t received = 0;
};

// refused: the output exists. If nothing has changed since the last statement, makes it again.
Result<CloseOutcome> close_run(PartySession& session, const CloseRequest& request);

}  // namespace tally
