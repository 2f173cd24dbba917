// Verifies a run and writes the findings: see protocol/verify/verify.h.
#pragma once

#include <optional>
#include <string>

#include "common/overwrite.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/verify/verify.h"

namespace tally {

struct VerifyRequest {
  std::string folder;               // of the run
  std::optional<std::string> page;  // for governance staff
  std::optional<std::string> json;  // for programs
  Overwrite overwrite = Overwrite::no;
  Time now;
};

// Both outputs appear, or none. A check that failed is an outcome, not an error.
Result<Verification> verify(const VerifyRequest& request);

}  // namespace tally
