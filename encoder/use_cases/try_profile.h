// Tries a profile on an export: finds its columns and the values of each field.
#pragma once

#include <string>

#include "common/progress.h"
#include "encoder/quality/check.h"
#include "encoder/record/date.h"

namespace tally::encoder {

struct TryProfileRequest {
  std::string profile;  // its name, or the path of a file ending in .profile
  SourceFiles input;
  Date day;  // of the export
  Progress& progress;
};

struct TryProfileOutcome {
  std::string columns;  // for the user: columns found and missing, a line for each table
  Quality quality;
  // refused: columns mapped to the wrong fields; malformed: no column for an identifying field.
  Status fit;
};

Result<TryProfileOutcome> try_profile(const TryProfileRequest& request);

}  // namespace tally::encoder
