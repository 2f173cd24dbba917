// Finds which submissions have arrived, which are missing and which a run would refuse, without
// linking.
#pragma once

#include <string>
#include <vector>

#include "protocol/party/session.h"

namespace tally::linker {

struct CheckRequest {
  const PartySession& session;
  std::vector<std::string> inputs;  // paths
};

struct CheckOutcome {
  struct File {
    std::string path;
    Result<CheckedSeal> seal;  // of this file only, so that no fault hides another
  };
  std::vector<File> files;              // as requested
  std::vector<const Dataset*> missing;  // of the agreement, including optional ones
  Status together;  // whether a run would accept all of them; only if each is good
};

// refused: the party is not the linker.
Result<CheckOutcome> check_submissions(const CheckRequest& request);

}  // namespace tally::linker
