#include "protocol/use_cases/inspect_file.h"

#include <utility>

#include "common/file_reader.h"
#include "protocol/identity/signed_agreement.h"

namespace tally {
namespace {

Status judge(const SealedFile& file, const InspectRequest& request) {
  if (!request.agreement) return {};
  const SignedAgreement agreement = TRY(SignedAgreement::load(*request.agreement, request.now));
  TRY(check_seal(agreement, file, file.manifest.kind, request.now));
  return {};
}

}  // namespace

Result<InspectOutcome> inspect_file(const InspectRequest& request) {
  const FileReader size = TRY(FileReader::open(request.path));
  request.progress.begin("reading", size.size());
  SealedFile file = TRY(read_sealed(request.path, &request.progress));
  request.progress.end();
  Status verdict = judge(file, request);
  return InspectOutcome{std::move(file), std::move(verdict)};
}

}  // namespace tally
