// The results of a linking, written into a folder that appears with its transaction.
#pragma once

#include <string>

#include "common/atomic_folder.h"
#include "linker/people/linkage.h"
#include "protocol/party/session.h"
#include "protocol/party/transaction.h"

namespace tally::linker {

struct ResultsFolder {
  const PartySession& session;
  Transaction& transaction;
  AtomicFolder& folder;
  std::string scratch_folder;
  const ReleaseKey& release_key;
};

// Notes each bridge as released before its manifest pins the evidence. Files that leave the linker
// do not show counts that any release calls small.
Status write_results(const ResultsFolder& results, const Linkage& linkage);

}  // namespace tally::linker
