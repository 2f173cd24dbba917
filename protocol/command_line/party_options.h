// The options by which every command of a party names its agreement and its identity.
#pragma once

#include <string>
#include <vector>

#include "common/cli.h"
#include "protocol/party/session.h"

namespace tally {

// --agreement, --identity and --passphrase-file, before a command's own options.
std::vector<Option> party_options(std::vector<Option> own);
// Opens the session that these options name. usage: an output that would replace the party's own
// files.
Result<PartySession> session_of(const Options& options, Task task = Task::makes);

}  // namespace tally
