#include "protocol/use_cases/close_run.h"

#include "common/overwrite.h"
#include "common/paths.h"
#include "protocol/evidence/closing.h"

namespace tally {
namespace {

bool is_covered(const PartySession& session) {
  return session.closed() && session.state().statement_is_newest();
}

// The newest statement of the party, by its log.
bool is_newest_statement(const PartySession& session, const std::string& path) {
  const Result<SealedFile> file = read_sealed(path);
  const NextInSequence next = session.state().next(SealKind::closing, "", "");
  return file && session.state().find_made(file.value().file) != nullptr &&
         manifest_digest(file.value().manifest) == next.previous;
}

// Before anything is noted.
Status refuse_existing(const PartySession& session, const std::string& out) {
  if (!file_exists(out)) return {};
  if (is_covered(session) && is_newest_statement(session, out)) {
    return refused(session.party() + " closed this run on " + print_date(*session.closed()),
                   "nothing has changed since your last closing statement");
  }
  return refused(out + ": already exists");
}

}  // namespace

// A party may close again to cover what its statement does not: the secret destroyed since, or an
// amendment. If its statement covers everything, the party makes the statement again, because a
// command that was stopped may have noted it and not placed it.
Result<CloseOutcome> close_run(PartySession& session, const CloseRequest& request) {
  TRY(refuse_existing(session, request.out));
  const CloseOutcome outcome{session.state().made().size(), session.state().received().size()};
  Transaction transaction(session);
  if (!is_covered(session)) {
    TRY(transaction.note(events::Closed{.made = outcome.made, .received = outcome.received}));
  }
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
