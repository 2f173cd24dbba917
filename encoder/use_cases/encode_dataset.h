// Makes a submission from a holder's export, sealed to the linker. The holder's evidence names it
// before it appears:
//
//   read, encoded -> noted as encoded -> sealed -> noted as sealed -> placed
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/overwrite.h"
#include "common/progress.h"
#include "encoder/encode/encode.h"
#include "encoder/readers/source.h"
#include "encoder/record/date.h"
#include "protocol/party/session.h"

namespace tally::encoder {

struct EncodeDatasetRequest {
  PartySession& session;
  std::string dataset;  // its name
  std::string secret;   // path of the linkage secret, sealed to the holder
  SourceFiles input;
  std::optional<std::string> own_profile;  // a file, if the agreement says "own"
  Date day;                                // of the export
  std::vector<std::string> exclusions;     // files
  std::optional<std::string> rejects;      // gets line,local_id,reason of rejected rows
  std::string out;                         // gets the submission
  enum class Writes { submission, nothing } writes = Writes::submission;  // nothing: a dry run
  Overwrite overwrite = Overwrite::no;
  Progress& progress;
};

struct EncodeDatasetOutcome {
  const Dataset& dataset;  // of the session's agreement
  EncodeSummary summary;
  std::vector<std::string> replaced;  // for the user: sealed files that were replaced
  std::vector<std::string> to_keep;   // for the user: about the sealed file
};

// refused: the party is not a holder; everything that encode refuses. io: an output exists and must
// not be overwritten.
Result<EncodeDatasetOutcome> encode_dataset(const EncodeDatasetRequest& request);

}  // namespace tally::encoder
