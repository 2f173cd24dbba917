#include "common/terminal_progress.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/command_line/party_options.h"
#include "protocol/commands/commands.h"
#include "protocol/use_cases/open_sealed.h"

namespace tally {
namespace {

Status run_open(const Options& options) {
  PartySession session = TRY(session_of(options, Task::reads));
  TerminalProgress progress;
  return open_sealed(session, {.in = options.get("in"),
                               .out = options.get("out"),
                               .overwrite = overwrite_of(options),
                               .progress = progress});
}

}  // namespace

Command open_command() {
  return {"open", "writes out the content of a sealed file for one of its readers",
          party_options(
              {{"in", "FILE", Need::required, "the sealed file"},
               {"out", "FILE", Need::required, "the content, readable only by you", Direction::out},
               {"force", "", Need::flag, "replaces an output that exists"}}),
          run_open};
}

}  // namespace tally
