// Writes out the content of a sealed file for one of its readers.
#pragma once

#include <string>

#include "common/overwrite.h"
#include "common/progress.h"
#include "common/result.h"
#include "protocol/party/session.h"

namespace tally {

struct OpenRequest {
  std::string in;   // the sealed file
  std::string out;  // its content, readable only by the file's owner
  Overwrite overwrite;
  Progress& progress;
};

// The file's manifest. refused: a secret; everything that PartySession::check and SealedReader
// refuse; the output exists.
Result<Manifest> open_sealed(PartySession& session, const OpenRequest& request);

}  // namespace tally
