// A whole run of the linker: sealed submissions become a folder of results. The run is noted in the
// linker's evidence step by step, and the folder appears last:
//
//   received, checked -> link -> linked -> released for each bridge -> show -> sealed -> placed
//
// The folder holds links.csv, report.json and report.html for the linker, and sealed
// bridge-ANALYST.tally for each release and report.tally for everybody.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/overwrite.h"
#include "common/progress.h"
#include "linker/kernels/kernel.h"
#include "linker/people/linkage.h"
#include "protocol/party/session.h"

namespace tally::linker {

struct LinkRequest {
  PartySession& session;
  std::vector<std::string> inputs;  // paths, one for each data set
  std::string out;                  // the folder
  Overwrite overwrite = Overwrite::no;
  const Kernel& kernel;
  unsigned threads;
  Progress& progress;
  // Shows the linkage before its results appear. If this fails, they do not appear.
  std::function<Status(const Linkage&)> show = {};
};

struct LinkOutcome {
  Linkage linkage;
  std::vector<std::string> notices;  // for the user
};

// refused: the party is not the linker; a pass that this software cannot run; everything that
// take_in refuses. io: the output exists and is not to be overwritten.
Result<LinkOutcome> link_submissions(const LinkRequest& request);

}  // namespace tally::linker
