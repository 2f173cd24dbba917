#include "encoder/admit/ledger.h"

#include <algorithm>

namespace tally::encoder {
namespace {

template <class Count>
RejectCounts by_reason(const Ledger& ledger, Count count) {
  RejectCounts counts{};
  std::ranges::transform(ledger.rejected, counts.begin(), count);
  return counts;
}

}  // namespace

std::string describe(const RejectCounts& counts) {
  std::string text;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    if (!text.empty()) text += ", ";
    text += std::to_string(counts[i]) + (counts[i] == 1 ? " row: " : " rows: ");
    text += describe(static_cast<Reject>(i));
  }
  return text;
}

RejectCounts Ledger::rejected_rows() const {
  return by_reason(*this, [](const RowTally& tally) { return tally.rows; });
}

RejectCounts Ledger::rejected_alternates() const {
  return by_reason(*this, [](const RowTally& tally) { return tally.alternates; });
}

RejectCounts Ledger::all_rejected() const {
  return by_reason(*this, [](const RowTally& tally) { return tally.all(); });
}

RowTally Ledger::usable() const {
  RowTally left{read.rows - excluded.rows, read.alternates - excluded.alternates};
  for (const RowTally& tally : rejected) {
    left.rows -= tally.rows;
    left.alternates -= tally.alternates;
  }
  return left;
}

}  // namespace tally::encoder
