#include "common/terminal_progress.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/command_line/party_options.h"
#include "protocol/commands/commands.h"
#include "protocol/use_cases/open_sealed.h"

namespace tally {
namespace {

// What the reader does with a content.
std::string use_of(const Manifest& manifest) {
  switch (manifest.kind) {
    case SealKind::bridge:
      return "join the payloads to it by reference";
    case SealKind::payload:
      return "join it to the bridge's data set " + manifest.dataset + " by reference";
    case SealKind::report:
      return "open it in a browser";
    default:
      return "only you can read it";
  }
}

Status run_open(const Options& options) {
  PartySession session = TRY(session_of(options, Task::reads));
  TerminalProgress progress;
  const std::string& out = options.get("out");
  const Manifest manifest = TRY(open_sealed(session, {.in = options.get("in"),
                                                      .out = out,
                                                      .overwrite = overwrite_of(options),
                                                      .progress = progress}));
  tell("wrote " + out + ", the " + std::string(name_of(manifest.kind)) + " from " + manifest.maker +
       ": " + use_of(manifest));
  return {};
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
