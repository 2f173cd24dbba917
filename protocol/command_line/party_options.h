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
// For the user: which files at --out --force is about to replace though the log says that they were
// sealed.
std::vector<std::string> sealed_before(const PartySession& session, const Options& options);

}  // namespace tally
