#include "protocol/use_cases/write_verification.h"

#include <vector>

#include "common/atomic_file.h"

namespace tally {
namespace {

// Brings the text to the disk. The file appears at commit.
Status add(std::vector<AtomicFile>& files, const std::optional<std::string>& path,
           Overwrite overwrite, const std::string& text) {
  if (!path) return {};
  AtomicFile file = TRY(AtomicFile::open(*path, overwrite, Access::everyone));
  TRY(file.write(text));
  TRY(file.sync());
  files.push_back(std::move(file));
  return {};
}

}  // namespace

Result<Verification> verify(const VerifyRequest& request) {
  Verification verification = TRY(verify_run(request.folder, request.now));
  std::vector<AtomicFile> files;
  TRY(add(files, request.page, request.overwrite, verification_page(verification)));
  TRY(add(files, request.json, request.overwrite, verification_json(verification)));
  for (AtomicFile& file : files) TRY(file.commit());
  return verification;
}

}  // namespace tally
