// Attacks a holder's own export under the encoding of an agreement, for a page for the people who
// decide. Needs no secret: the keys are thrown away.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/overwrite.h"
#include "common/progress.h"
#include "common/result.h"
#include "encoder/audit/audit.h"
#include "encoder/readers/source.h"

namespace tally::encoder {

struct AuditExportRequest {
  std::string agreement;  // a path
  std::string dataset;
  SourceFiles input;
  std::optional<std::string> own_profile;  // a file, if the agreement says "own"
  Date day;                                // of the export
  // The attacker's register, in the layout of the export; a person of both has one local_id.
  std::optional<std::string> given;
  std::optional<std::string> page;  // gets the page
  std::uint64_t seed;
  Overwrite overwrite = Overwrite::no;
  unsigned threads;
  Progress& progress;
};

// refused: an input is a submission; an agreed field that the export does not have; fewer than 100
// records. Errors also: those of encode.
Result<AuditReport> audit_export(const AuditExportRequest& request);

}  // namespace tally::encoder
