// intake: the linker's gate. Every file is checked as a sealed file of the agreement (integrity,
// signature, maker, readers, expiry, sequence), then opened and received (receive.h); one failure
// refuses the whole run, naming file and check, before anybody is compared.
#pragma once

#include <string>
#include <vector>

#include "common/progress.h"
#include "linker/receive/submission.h"
#include "protocol/evidence/evidence_events.h"
#include "protocol/party/session.h"

namespace tally::linker {

struct Intake {
  std::vector<CheckedSeal> seals;       // in the order of the submissions
  std::vector<Submission> submissions;  // in the agreement's order of data sets
};

// refused too: a body that is not what its manifest tells (data set, rows, linkage secret).
// progress is told the bytes read, each file's twice.
Result<Intake> take_in(const PartySession& party, const std::vector<std::string>& paths,
                       Progress* progress = nullptr);

// What evidence says of it.
std::vector<LinkedInput> inputs_of(const Intake& intake);

}  // namespace tally::linker
