// How high sampled records score with their nearest other record of the same data set, counted in
// the clear before repeats are replaced. The linker cannot see it, and needs it to choose a
// threshold. Only values of exactly two records count: if one of the two were not in the data set,
// the other would keep its value. So the count is what a stranger to the data set scores.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "encoder/encode/repeats.h"
#include "protocol/agreement/band_score.h"

namespace tally::encoder {

// The sample is the first kSampled records by reference, as good as random and the same for every
// order of the export.
class NearestSample {
 public:
  static constexpr std::uint64_t kSampled = 2000;

  // columns: of bands, of a row.
  explicit NearestSample(std::size_t columns) : columns_(columns), pairs_(kSampled) {}

  // All records that share a value of this column.
  void add(std::size_t column, std::span<const OwnedValue> sharing);
  // Over these columns only, of `records` in all.
  Nearest count(const std::vector<std::size_t>& columns, std::uint64_t records) const;

 private:
  void count_equal(std::uint64_t record, std::uint64_t other, std::size_t column);

  std::size_t columns_;
  // Of each sampled record, each other record: bands that are equal, by column.
  std::vector<std::unordered_map<std::uint64_t, std::vector<std::uint16_t>>> pairs_;
};

}  // namespace tally::encoder
