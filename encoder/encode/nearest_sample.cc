#include "encoder/encode/nearest_sample.h"

#include <algorithm>

namespace tally::encoder {

void NearestSample::add(std::size_t column, std::span<const OwnedValue> sharing) {
  const auto ends = std::ranges::minmax(sharing, {}, &OwnedValue::record);
  const std::uint64_t least = ends.min.record;
  const std::uint64_t most = ends.max.record;
  const bool of_two = std::ranges::all_of(sharing, [&](const OwnedValue& value) {
    return value.record == least || value.record == most;
  });
  if (!of_two) return;
  count_equal(least, most, column);
  count_equal(most, least, column);
}

// Once for two records, however many rows of theirs share the value.
void NearestSample::count_equal(std::uint64_t record, std::uint64_t other, std::size_t column) {
  if (record >= kSampled) return;
  std::vector<std::uint16_t>& equal = pairs_[record][other];
  if (equal.empty()) equal.resize(columns_);
  ++equal[column];
}

Nearest NearestSample::count(const std::vector<std::size_t>& columns, std::uint64_t records) const {
  Nearest nearest{};
  std::vector<std::uint16_t> equal(columns.size());
  for (std::uint64_t record = 0; record < std::min(records, kSampled); ++record) {
    std::int64_t best = 0;
    for (const auto& [other, counts] : pairs_[record]) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        equal[i] = std::min<std::uint16_t>(counts[columns[i]], kMaxBands);
      }
      best = std::max(best, band_score(equal));
    }
    ++nearest[nearest_step(best)];
  }
  return nearest;
}

}  // namespace tally::encoder
