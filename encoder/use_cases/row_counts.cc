#include "encoder/use_cases/row_counts.h"

namespace tally::encoder {

RowCounts counts_of(const Ledger& ledger) {
  const std::uint64_t written = ledger.usable().all();
  const std::uint64_t excluded = ledger.excluded.all();
  return {ledger.read.all(), ledger.read.all() - excluded - written, excluded, written};
}

}  // namespace tally::encoder
