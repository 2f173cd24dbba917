#include "encoder/use_cases/encode_dataset.h"

#include "common/file_reader.h"
#include "common/paths.h"
#include "encoder/use_cases/row_counts.h"
#include "protocol/keys/derivation.h"
#include "protocol/secret/sealed_secret.h"

namespace tally::encoder {
namespace {

EncodeRequest encode_request(const EncodeDatasetRequest& request, DatasetIndex dataset,
                             const ReferenceKey& reference_key, const keys::Secret& secret) {
  EncodeRequest encoding{request.session.agreement(), dataset, reference_key, secret,
                         request.input};
  encoding.own_profile = request.own_profile;
  encoding.day = request.day;
  encoding.exclusions = request.exclusions;
  encoding.rejects = request.rejects;
  encoding.scratch_folder = folder_of(request.out);
  encoding.overwrite = request.overwrite;
  encoding.progress = &request.progress;
  return encoding;
}

Result<EncodeSummary> encode_with_progress(const EncodeDatasetRequest& request,
                                           const EncodeRequest& encoding) {
  const FileReader input = TRY(FileReader::open(request.input.path));
  request.progress.begin("encoding", input.size());
  EncodeSummary summary = TRY(encode(encoding));
  request.progress.end();
  return summary;
}

Result<SealedWriter> open_submission(const EncodeDatasetRequest& request,
                                     const KeyCheck& key_check) {
  SealRequest seal = request.session.request(SealKind::submission, request.dataset, "");
  seal.key_check = key_check;
  return request.session.seal(request.out, request.overwrite, seal);
}

// Opens the submission before it reads any input, so that an existing output is found at once.
Result<EncodeDatasetOutcome> encode_and_seal(const EncodeDatasetRequest& request,
                                             EncodeRequest encoding) {
  PartySession& session = request.session;
  EncodeDatasetOutcome outcome{session.agreement().dataset(encoding.dataset), {}, {}, {}};
  if (request.overwrite != Overwrite::no) outcome.replaced = session.to_replace(request.out);
  const KeyCheck key_check = keys::derivation_of(encoding.secret, session.agreement()).key_check();
  Transaction transaction(session);
  SealedWriter& writer = transaction.add(TRY(open_submission(request, key_check)));
  encoding.output = [&](ByteView bytes) { return writer.write(bytes); };
  outcome.summary = TRY(encode_with_progress(request, encoding));
  TRY(transaction.note(events::Encoded{request.dataset, outcome.dataset.profile,
                                       outcome.summary.profile, counts_of(outcome.summary.ledger),
                                       outcome.summary.records_written, key_check}));
  TRY(transaction.finish(writer, outcome.summary.rows_written()));
  TRY(transaction.commit());
  outcome.to_keep = session.to_keep();
  return outcome;
}

}  // namespace

Result<EncodeDatasetOutcome> encode_dataset(const EncodeDatasetRequest& request) {
  PartySession& session = request.session;
  const DatasetIndex dataset = TRY(session.agreement().dataset(request.dataset));
  TRY(session.require(Party::Role::holder));
  const ReferenceKey reference_key = TRY(session.identity().reference_key());
  const keys::Secret secret = TRY(keys::open_secret(session, request.secret));
  EncodeRequest encoding = encode_request(request, dataset, reference_key, secret);
  if (request.writes == EncodeDatasetRequest::Writes::submission) {
    return encode_and_seal(request, std::move(encoding));
  }
  return EncodeDatasetOutcome{
      session.agreement().dataset(dataset), TRY(encode_with_progress(request, encoding)), {}, {}};
}

}  // namespace tally::encoder
