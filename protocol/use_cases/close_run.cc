#include "protocol/use_cases/close_run.h"

#include "common/overwrite.h"
#include "common/paths.h"
#include "protocol/evidence/closing.h"

namespace tally {
namespace {

// A party may close again to cover what its statement does not: the secret destroyed since, or an
// amendment. A statement that was noted and never sealed, because the command was stopped, covers
// nothing.
Status refuse_twice(const PartySession& session) {
  const std::optional<Time> closed = session.closed();
  if (!closed || !session.state().statement_is_newest()) return {};
  return refused(session.party() + " closed this run on " + print_date(*closed),
                 "nothing has changed since your last closing statement");
}

}  // namespace

Result<CloseOutcome> close_run(PartySession& session, const CloseRequest& request) {
  if (file_exists(request.out))
    return refused(request.out + ": already exists");  // before anything is noted
  TRY(refuse_twice(session));
  const CloseOutcome outcome{session.state().made().size(), session.state().received().size()};
  Transaction transaction(session);
  TRY(transaction.note(events::Closed{.made = outcome.made, .received = outcome.received}));
  const ClosingStatement statement =
      make_closing(session.agreement(), session.party(), session.head(), session.state());
  SealedWriter& writer = transaction.add(
      TRY(session.seal(request.out, Overwrite::no, session.request(SealKind::closing, "", ""))));
  TRY(writer.write(print_closing(statement)));
  TRY(transaction.finish(writer, outcome.made + outcome.received));
  TRY(transaction.commit());
  return outcome;
}

}  // namespace tally
