#include "encoder/use_cases/attach_payload.h"

#include <algorithm>

#include "common/file_reader.h"
#include "common/join.h"
#include "common/paths.h"
#include "encoder/payload/payload_columns.h"
#include "encoder/profiles/profile.h"
#include "encoder/use_cases/row_counts.h"

namespace tally::encoder {
namespace {

using Form = AttachPayloadRequest::Form;

// An analyst never gets identifiers; a holder may keep its own list. Returns notices.
Result<std::vector<std::string>> check_identifying(const AttachPayloadRequest& request,
                                                   const Profile& profile) {
  std::vector<std::string> notices;
  const std::string found = join(identifying(profile, request.keep));
  if (!found.empty() && request.form == Form::sealed) {
    return refused(
        "--keep: columns that identify people are not allowed with --seal: " + found,
        "leave them out: references replace them; if a column holds something else, rename it");
  }
  if (!found.empty()) {
    notices.push_back("this output stays with you, because it identifies people: " + found);
  }
  if (!is_local_id(profile, request.id)) {
    notices.push_back("--id: the profile " + profile.name + " does not take local_id from \"" +
                      request.id +
                      "\": references agree with those of encode only if this column holds the "
                      "same identifiers as local_id");
  }
  return notices;
}

// The analyst that gets a bridge over the data set; if there are several, the requested one.
Result<std::string> analyst_of(const Agreement& agreement, const AttachPayloadRequest& request) {
  std::vector<std::string> names;
  for (const Release& release : agreement.terms().releases) {
    if (std::ranges::find(release.datasets, request.dataset) != release.datasets.end())
      names.push_back(release.analyst);
  }
  const std::string wanted = request.analyst.value_or(names.size() == 1 ? names[0] : "");
  if (std::ranges::find(names, wanted) != names.end()) return wanted;
  if (names.empty()) {
    return refused("the agreement gives no analyst a bridge over data set \"" + request.dataset +
                   "\"");
  }
  return usage_error("--analyst: choose one of " + join(names));
}

Result<AttachSummary> attach_with_progress(const AttachPayloadRequest& request,
                                           const AttachRequest& attaching) {
  const FileReader input = TRY(FileReader::open(request.input));
  request.progress.begin("attaching", input.size());
  AttachSummary summary = TRY(attach(attaching));
  request.progress.end();
  return summary;
}

Result<AttachSummary> attach_sealed(const AttachPayloadRequest& request, AttachRequest attaching,
                                    const std::string& analyst) {
  PartySession& session = request.session;
  Transaction transaction(session);
  SealedWriter& writer = transaction.add(
      TRY(session.seal(request.out, request.overwrite,
                       session.request(SealKind::payload, request.dataset, analyst))));
  attaching.output = [&](ByteView bytes) { return writer.write(bytes); };
  AttachSummary summary = TRY(attach_with_progress(request, attaching));
  TRY(transaction.note(events::Attached{request.dataset, analyst, counts_of(summary.ledger)}));
  TRY(transaction.finish(writer, summary.ledger.usable().rows));
  TRY(transaction.commit());
  return summary;
}

Result<AttachSummary> attach_plain(const AttachPayloadRequest& request, AttachRequest attaching) {
  Transaction transaction(request.session);
  AtomicFile& file =
      transaction.add(TRY(AtomicFile::open(request.out, request.overwrite, Access::owner_only)));
  attaching.output = [&](ByteView bytes) { return file.write(bytes); };
  AttachSummary summary = TRY(attach_with_progress(request, attaching));
  TRY(transaction.note(events::Attached{request.dataset, "", counts_of(summary.ledger)}));
  TRY(transaction.commit());
  return summary;
}

}  // namespace

Result<AttachPayloadOutcome> attach_payload(const AttachPayloadRequest& request) {
  PartySession& session = request.session;
  const DatasetIndex dataset = TRY(session.agreement().dataset(request.dataset));
  TRY(session.require(Party::Role::holder));
  const ReferenceKey reference_key = TRY(session.identity().reference_key());
  const Dataset& agreed = session.agreement().dataset(dataset);
  const Profile profile =
      TRY(agreed_profile({agreed.profile, agreed.profile_text}, request.own_profile));
  AttachPayloadOutcome outcome;
  outcome.notices = TRY(check_identifying(request, profile));
  AttachRequest attaching{session.agreement(), dataset, profile, reference_key, request.input, {}};
  attaching.id = request.id;
  attaching.keep = request.keep;
  attaching.exclusions = request.exclusions;
  attaching.scratch_folder = folder_of(request.out);
  attaching.progress = &request.progress;
  if (request.form == Form::plain) {
    outcome.summary = TRY(attach_plain(request, std::move(attaching)));
    return outcome;
  }
  if (request.overwrite != Overwrite::no) {
    for (std::string& line : session.to_replace(request.out)) outcome.notices.push_back(line);
  }
  outcome.analyst = TRY(analyst_of(session.agreement(), request));
  outcome.summary = TRY(attach_sealed(request, std::move(attaching), outcome.analyst));
  outcome.to_keep = session.to_keep();
  return outcome;
}

}  // namespace tally::encoder
