#include "common/cli.h"
#include "protocol/command_line/party_options.h"
#include "protocol/commands/commands.h"
#include "protocol/use_cases/close_run.h"

namespace tally {
namespace {

std::string count_made(std::size_t made) {
  return std::to_string(made) + (made == 1 ? " file made" : " files made");
}

Status run_close(const Options& options) {
  PartySession session = TRY(session_of(options, Task::ends));
  const CloseOutcome outcome = TRY(close_run(session, {.out = options.get("out")}));
  tell("closed: " + count_made(outcome.made) + ", " + std::to_string(outcome.received) +
       " received");
  tell("your log: " + session.evidence_path() + ": give governance a copy, named " +
       session.party() + ".jsonl");
  return {};
}

}  // namespace

Command close_command() {
  return {"close",
          "ends a party's part of a run with a signed statement of what it made and received",
          party_options({{"out", "FILE", Need::required, "the statement, sealed to all parties",
                          Direction::out}}),
          run_close};
}

}  // namespace tally
