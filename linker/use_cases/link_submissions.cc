#include "linker/use_cases/link_submissions.h"

#include <utility>

#include "common/file_reader.h"
#include "common/paths.h"
#include "linker/link/link.h"
#include "linker/receive/intake.h"
#include "linker/use_cases/link_results.h"
#include "protocol/describe/describe.h"

namespace tally::linker {
namespace {

Result<std::vector<Submission>> receive_and_note(const LinkRequest& request) {
  PartySession& session = request.session;
  std::uint64_t bytes = 0;
  for (const std::string& path : request.inputs) {
    const FileReader file = TRY(FileReader::open(path));
    bytes += 2 * file.size();
  }
  request.progress.begin("reading", bytes);
  std::vector<Submission> submissions = TRY(take_in(session, request.inputs, &request.progress));
  request.progress.end();
  for (const Submission& submission : submissions) TRY(session.note_received(submission.seal()));
  TRY(session.note(events::Checked{inputs_of(session.agreement(), submissions)}));
  return submissions;
}

std::vector<LinkedPass> links_by_pass(const Agreement& agreement, const Linkage& linkage) {
  std::vector<LinkedPass> passes;
  for (const Pass& pass : agreement.terms().policy.passes) passes.push_back({pass.name, 0});
  for (const PairOutcome& pair : linkage.pairs) {
    for (const PassOutcome& pass : pair.passes) passes[pass.pass].links += pass.links.size();
  }
  return passes;
}

Result<Linkage> link_and_note(const LinkRequest& request, std::vector<Submission> submissions) {
  const Agreement& agreement = request.session.agreement();
  std::vector<LinkedInput> inputs = inputs_of(agreement, submissions);
  request.progress.begin("linking", kSearchSteps * searches(agreement, submissions));
  Linkage linkage = TRY(link({agreement, request.kernel, request.threads, &request.progress},
                             std::move(submissions)));
  request.progress.end();
  TRY(request.session.note(events::Linked{std::move(inputs), links_by_pass(agreement, linkage),
                                          linkage.people.count()}));
  return linkage;
}

std::vector<std::string> notices_of(const LinkRequest& request) {
  const Digest& fingerprint = request.session.agreement().fingerprint();
  return {"agreement " + in_groups(fingerprint.bytes),
          "kernel " + std::string(request.kernel.name) + ", threads " +
              std::to_string(request.threads)};
}

void append(std::vector<std::string>& lines, std::vector<std::string> more) {
  for (std::string& line : more) lines.push_back(std::move(line));
}

}  // namespace

Result<LinkOutcome> link_submissions(const LinkRequest& request) {
  PartySession& session = request.session;
  TRY(session.require(Party::Role::linker));
  TRY(check_passes(session.agreement()));
  const ReleaseKey release_key = TRY(session.identity().release_key());
  std::vector<std::string> notices;
  if (request.overwrite.is_allowed()) notices = session.to_replace(request.out);
  Transaction transaction(session);
  AtomicFolder& folder = transaction.add(TRY(AtomicFolder::open(request.out, request.overwrite)));

  std::vector<Submission> submissions = TRY(receive_and_note(request));
  append(notices, notices_of(request));
  LinkOutcome outcome{TRY(link_and_note(request, std::move(submissions))), {}};
  TRY(write_results({session, transaction, folder, folder_of(request.out), release_key},
                    outcome.linkage));
  if (request.show) TRY(request.show(outcome.linkage));
  TRY(transaction.commit());
  append(notices, session.to_keep());
  outcome.notices = std::move(notices);
  return outcome;
}

}  // namespace tally::linker
