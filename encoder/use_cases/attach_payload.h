// Makes a payload from a holder's table: references replace identifiers. The payload is sealed to
// an analyst, or a plain CSV. The holder's evidence names it before it appears.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/overwrite.h"
#include "common/progress.h"
#include "encoder/payload/attach.h"
#include "protocol/party/session.h"

namespace tally::encoder {

struct AttachPayloadRequest {
  PartySession& session;
  std::string dataset;                     // its name
  std::optional<std::string> own_profile;  // a file, if the agreement says "own"
  std::string input;                       // a CSV
  std::string id;                          // its column of identifiers
  std::vector<std::string> keep;           // its columns that analysts may see
  std::vector<std::string> exclusions;     // files
  std::string out;                         // gets the payload
  enum class Form { sealed, plain } form;
  std::optional<std::string> analyst;  // of a sealed one; none: the only analyst of the data set
  Overwrite overwrite = Overwrite::no;
  Progress& progress;
};

struct AttachPayloadOutcome {
  AttachSummary summary;
  std::string analyst = {};          // to which the payload is sealed; empty if it is not
  std::vector<std::string> notices;  // for the user: about the request and the replaced files
  std::vector<std::string> to_keep;  // for the user: about the sealed file
};

// refused: the party is not a holder; a sealed payload has columns that identify people, or its
// data set goes to no analyst; everything that attach refuses. usage: several analysts and none
// named.
Result<AttachPayloadOutcome> attach_payload(const AttachPayloadRequest& request);

}  // namespace tally::encoder
