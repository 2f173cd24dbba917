#include "encoder/encode/nearest_sample.h"

#include <algorithm>

namespace tally::encoder {

namespace {

// Whether these are of two records and no more.
bool is_of_two(std::span<const OwnedValue> sharing) {
  const auto [least, most] = std::ranges::minmax_element(sharing, {}, &OwnedValue::record);
  return std::ranges::all_of(sharing, [&](const OwnedValue& value) {
    return value.record == least->record || value.record == most->record;
  });
}

}  // namespace

void NearestSample::add(std::size_t column, std::span<const OwnedValue> sharing) {
  if (!is_of_two(sharing)) return;
  for (const OwnedValue& sampled : sharing) {
    if (sampled.record >= kSampled) continue;
    for (const OwnedValue& other : sharing) {
      if (other.record == sampled.record) continue;
      std::vector<std::uint16_t>& equal = pairs_[sampled.record][other.record];
      if (equal.empty()) equal.resize(columns_);
      ++equal[column];
    }
  }
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
