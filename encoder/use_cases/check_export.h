// Finds the faults of an export before it is encoded, and writes figures, a page and a list for its
// holder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/overwrite.h"
#include "common/progress.h"
#include "encoder/quality/check.h"
#include "encoder/record/date.h"

namespace tally::encoder {

struct CheckExportRequest {
  std::string profile;  // its name, or the path of a file ending in .profile
  SourceFiles input;
  Date day;                             // of the export
  std::vector<std::string> exclusions;  // files
  // Paths of outputs, each optional. All outputs appear at the end.
  std::optional<std::string> report;  // gets the page
  std::optional<std::string> json;    // gets the figures for programs
  std::optional<std::string> rows;    // gets line,local_id,field,problem
  Overwrite overwrite = Overwrite::no;
  Progress& progress;
};

struct CheckExportOutcome {
  Quality quality;
  std::vector<std::string> tables_not_given;  // for the user, a line each
};

// io: an output exists and is not to be overwritten. Errors also: those of check.
Result<CheckExportOutcome> check_export(const CheckExportRequest& request);

// The fields that the export can fill, with their names in an agreement.
Result<std::vector<std::string>> fields_of_export(const CheckExportRequest& request);

}  // namespace tally::encoder
