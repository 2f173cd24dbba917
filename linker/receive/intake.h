// intake: the linker's gate. Every file is checked as a sealed file of the agreement (integrity,
// signature, maker, readers, expiry, sequence), then opened and received (receive.h); one failure
// refuses the whole run, naming file and check, before anybody is compared.
#pragma once

#include <string>
#include <vector>

#include "common/progress.h"
#include "linker/receive/submission.h"
#include "protocol/evidence/events.h"
#include "protocol/party/session.h"

namespace tally::linker {

// In the agreement's order of data sets. progress advances by the bytes read, each file's twice.
Result<std::vector<Submission>> take_in(const PartySession& party,
                                        const std::vector<std::string>& paths,
                                        Progress* progress = nullptr);

// What evidence says of them.
std::vector<LinkedInput> inputs_of(const Agreement& agreement,
                                   const std::vector<Submission>& submissions);

}  // namespace tally::linker
