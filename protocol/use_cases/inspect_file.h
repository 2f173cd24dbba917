// Reads a sealed file's own description, without any key, and checks whether an agreement allows
// the file.
#pragma once

#include <optional>
#include <string>

#include "common/progress.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/seal/sealed_file.h"

namespace tally {

struct InspectRequest {
  std::string path;
  std::optional<std::string> agreement;  // with its signatures beside it; the file is judged by it
  Time now;
  Progress& progress;
};

struct InspectOutcome {
  SealedFile file;  // whole, and its signature verifies
  // Judged by the agreement: its maker signed it, and it is sealed to its permitted readers only.
  Status verdict;
};

// malformed: not a whole sealed file with a signature that verifies.
Result<InspectOutcome> inspect_file(const InspectRequest& request);

}  // namespace tally
