#include <algorithm>

#include "common/cli.h"
#include "common/overwrite.h"
#include "common/paths.h"
#include "protocol/command_line/party_options.h"
#include "protocol/commands/commands.h"
#include "protocol/evidence/closing.h"
#include "protocol/party/session.h"

namespace tally {
namespace {

ClosingStatement statement_of(const PartySession& party) {
  return make_closing(party.agreement(), party.party(), party.evidence());
}

// A second statement is for what the first does not cover: the secret destroyed since, an
// amendment. A statement that was not sealed, because the command was stopped, is none.
Status refuse_twice(const PartySession& party) {
  const auto& entries = party.evidence().entries;
  const auto told = std::find_if(entries.rbegin(), entries.rend(), [](const EvidenceEntry& entry) {
    return entry.event != "received" && entry.event != "opened";
  });
  if (!party.closed() || text_fact(*told, "kind") != "closing") return {};
  return refused(party.party() + " closed this run on " + print_date(*party.closed()),
                 "nothing has come since that another statement would tell of");
}

Status run_close(const Options& options) {
  const std::string& out = options.get("out");
  PartySession party = TRY(session_of(options, Task::ends));
  if (file_exists(out)) return refused(out + ": exists");  // before the log says anything
  TRY(refuse_twice(party));
  const ClosingStatement told = statement_of(party);
  TRY(party.note("closed", closed_facts(told.made.size(), told.received.size())));
  const ClosingStatement statement = statement_of(party);
  SealedWriter writer =
      TRY(party.seal(out, Overwrite::no, party.request(SealKind::closing, "", "")));
  TRY(writer.write(print_closing(statement)));
  TRY(party.commit(writer, statement.made.size() + statement.received.size()));
  tell("closed: " + std::to_string(statement.made.size()) + " files made, " +
       std::to_string(statement.received.size()) + " received");
  tell("your log: " + party.evidence_path() + ": give governance a copy, named " + party.party() +
       ".jsonl");
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
