// intake: the linker's gate. Checks that every file is a sealed file under the agreement
// (integrity, signature, maker, readers, expiry, sequence), then opens and receives it (receive.h).
// One failure refuses the whole run before any record is compared, and the error names the file and
// the check.
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

// The submissions as the linker's evidence lists them.
std::vector<LinkedInput> inputs_of(const Agreement& agreement,
                                   const std::vector<Submission>& submissions);

}  // namespace tally::linker
