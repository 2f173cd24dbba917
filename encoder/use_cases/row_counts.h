// The counts of a holder's evidence, from the ledger: rows of the export and their alternates.
#pragma once

#include "encoder/admit/ledger.h"
#include "protocol/evidence/events.h"

namespace tally::encoder {

RowCounts counts_of(const Ledger& ledger);

}  // namespace tally::encoder
