// From equal bands to levels: the likeliest levels of a pair on each kind of identifiers, given how
// many bands of each column are equal.
//
// Columns join kinds and overlap, so their counts are not independent; kinds are nearly so. A
// column of kinds with weights w and Dice s has Dice D = sum w s / sum w, hence Jaccard J = D / (2
// - D), and each band of r hashes is equal with probability J^r. The levels of a pair are those of
// highest posterior: binomial counts, a little of any other count (for bands that a holder
// replaced), and a prior half of chance and half of matches.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "linker/decide/levels.h"
#include "protocol/agreement/band_kinds.h"

namespace tally::linker {

class BandModel {
 public:
  // columns: of bands, that both sides have. chance: of each of band_kinds(encoding).
  BandModel(const Encoding& encoding, const std::vector<std::string>& columns,
            const std::vector<LevelCounts>& chance);

  // Of each kind that the columns join; these are the score columns.
  const std::vector<Meaning>& meanings() const { return meanings_; }
  const std::vector<LevelCounts>& chance() const { return chance_; }

  // equal: of each column. there: whether both rows have the column. A kind in no column that is
  // there has no level. Thread-safe.
  Comparison compare(std::span<const std::uint16_t> equal, const std::vector<bool>& there) const;

 private:
  static constexpr unsigned kSteps = 256;  // of Dice
  using Levels = std::array<std::uint8_t, kMaxScoreColumns>;

  struct BandColumnModel {
    std::uint32_t bands;
    std::vector<std::size_t> kinds;                         // in the model's
    std::vector<std::array<std::uint32_t, kLevels>> steps;  // of each kind, each level: its share
    std::vector<std::int32_t> log_likelihood;               // of each step, each count: 1/kBit bits
    std::vector<std::int64_t> dice;                         // of each count: likeliest, * 2^32
  };
  void add_column(const Column& column, const std::vector<BandKind>& kinds);
  std::int64_t posterior(std::span<const std::uint16_t> equal, const std::vector<bool>& there,
                         const Levels& levels) const;
  std::int64_t climb(std::span<const std::uint16_t> equal, const std::vector<bool>& there,
                     Levels& levels) const;

  std::vector<Meaning> meanings_;
  std::vector<LevelCounts> chance_;
  std::vector<std::array<std::int32_t, kLevels>> prior_;  // 1/kBit bits
  std::vector<BandColumnModel> columns_;
};

}  // namespace tally::linker
