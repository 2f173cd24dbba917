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

// refused: the output exists; the last statement already covers all that the party did.
Result<CloseOutcome> close_run(PartySession& session, const CloseRequest& request);

}  // namespace tally
