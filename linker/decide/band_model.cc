#include "linker/decide/band_model.h"

#include <algorithm>
#include <cassert>

#include "common/math.h"
#include "linker/decide/scores.h"

namespace tally::linker {
namespace {

constexpr double kNaturalLogOf2 = 0.69314718055994530942;

// The Dice that a level stands for: its middle, and nearly one for the best.
constexpr std::array<double, kLevels> kDiceOfLevel = {.995, .94, .86, .78, .70, .62, .54, .45, .20};
// Levels of a person's own records, roughly; only what is otherwise undecided depends on it.
constexpr std::array<double, kLevels> kOfMatches = {.70, .10, .05, .04, .03, .02, .02, .02, .02};
// How often a count says nothing, because a holder replaced bands.
constexpr double kReplaced = 0.02;
constexpr double kLeast = 1e-9;

std::int32_t to_bits(double log2) {
  const double scaled = log2 * static_cast<double>(kBit);
  return static_cast<std::int32_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

// Probability that a band of so many hashes is equal.
double equal_band(double dice, std::uint32_t hashes) {
  const double jaccard = dice / (2 - dice);
  double probability = 1;
  for (std::uint32_t i = 0; i < hashes; ++i) probability *= jaccard;
  return std::clamp(probability, kLeast, 1 - 1e-4);
}

// log2 of n!, for 0 to n.
std::vector<double> log_factorials(std::uint32_t n) {
  std::vector<double> logs = {0};
  for (std::uint32_t i = 1; i <= n; ++i) logs.push_back(logs.back() + portable_log2(i));
  return logs;
}

}  // namespace

BandModel::BandModel(const Encoding& encoding, const std::vector<std::string>& columns,
                     const std::vector<LevelCounts>& chance) {
  const std::vector<BandKind> all = band_kinds(encoding);
  assert(chance.size() == all.size());
  std::vector<BandKind> kinds;
  for (std::size_t k = 0; k < all.size() && kinds.size() < kMaxScoreColumns; ++k) {
    const bool joined = std::ranges::any_of(all[k].columns, [&](const std::string& name) {
      return std::ranges::find(columns, name) != columns.end();
    });
    if (!joined) continue;
    kinds.push_back(all[k]);
    chance_.push_back(chance[k]);
    Column alone;
    alone.features = all[k].features;
    meanings_.push_back(meaning_of(alone));
    double total = 0;
    for (const std::uint64_t count : chance[k]) total += static_cast<double>(count) + 0.5;
    for (std::size_t level = 0; level < kLevels; ++level) {
      const double of_chance = (static_cast<double>(chance[k][level]) + 0.5) / total;
      if (level == 0) prior_.emplace_back();
      prior_.back()[level] = to_bits(portable_log2((of_chance + kOfMatches[level]) / 2));
    }
  }
  for (const std::string& name : columns) add_column(*encoding.find(name), kinds);
}

void BandModel::add_column(const Column& column, const std::vector<BandKind>& kinds) {
  BandColumnModel& model = columns_.emplace_back();
  model.bands = column.bands;
  double weight = 0;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (std::ranges::find(kinds[k].columns, column.name) == kinds[k].columns.end()) continue;
    model.kinds.push_back(k);
    weight += kinds[k].weight;
  }
  for (const std::size_t k : model.kinds) {
    auto& steps = model.steps.emplace_back();
    for (std::size_t level = 0; level < kLevels; ++level) {
      steps[level] = static_cast<std::uint32_t>(
          kinds[k].weight / weight * kDiceOfLevel[level] * (kSteps - 1) + 0.5);
    }
  }
  const std::vector<double> factorials = log_factorials(column.bands);
  std::vector<std::int32_t> highest(column.bands + 1, INT32_MIN);
  model.dice.resize(column.bands + 1);
  for (unsigned step = 0; step < kSteps; ++step) {
    const double dice = step / static_cast<double>(kSteps - 1);
    const double equal = equal_band(dice, column.hashes);
    const double log_equal = portable_log2(equal);
    const double log_differs = portable_log2(1 - equal);
    for (std::uint32_t count = 0; count <= column.bands; ++count) {
      const std::uint32_t others = column.bands - count;
      const double binomial = factorials[column.bands] - factorials[count] - factorials[others] +
                              count * log_equal + others * log_differs;
      const double likelihood =
          (1 - kReplaced) * portable_exp(binomial * kNaturalLogOf2) + kReplaced / (column.bands + 1);
      model.log_likelihood.push_back(to_bits(portable_log2(likelihood)));
      if (to_bits(binomial) > highest[count]) {
        highest[count] = to_bits(binomial);
        model.dice[count] = static_cast<std::int64_t>(dice * 4294967296.0);
      }
    }
  }
}

std::int64_t BandModel::posterior(std::span<const std::uint16_t> equal,
                                  const std::vector<bool>& there, const Levels& levels) const {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < prior_.size(); ++k) sum += prior_[k][levels[k]];
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (!there[c]) continue;
    const BandColumnModel& column = columns_[c];
    std::uint32_t step = 0;
    for (std::size_t i = 0; i < column.kinds.size(); ++i) {
      step += column.steps[i][levels[column.kinds[i]]];
    }
    step = std::min(step, kSteps - 1);
    sum += column.log_likelihood[step * (column.bands + 1) + equal[c]];
  }
  return sum;
}

// To the nearest summit, one kind at a time.
std::int64_t BandModel::climb(std::span<const std::uint16_t> equal, const std::vector<bool>& there,
                              Levels& levels) const {
  std::int64_t best = posterior(equal, there, levels);
  for (bool better = true; better;) {
    better = false;
    for (std::size_t k = 0; k < prior_.size(); ++k) {
      Levels tried = levels;
      for (std::uint8_t level = 0; level < kLevels; ++level) {
        tried[k] = level;
        const std::int64_t sum = posterior(equal, there, tried);
        if (sum <= best) continue;
        best = sum;
        levels[k] = level;
        better = true;
      }
    }
  }
  return best;
}

Comparison BandModel::compare(std::span<const std::uint16_t> equal,
                              const std::vector<bool>& there) const {
  Levels best{};
  std::int64_t highest = INT64_MIN;
  for (const std::uint8_t start : {std::uint8_t{0}, std::uint8_t{4}, std::uint8_t{8}}) {
    Levels levels;
    levels.fill(start);
    const std::int64_t sum = climb(equal, there, levels);
    if (sum > highest) {
      highest = sum;
      best = levels;
    }
  }
  Comparison result;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (!there[c]) continue;
    result.similarity += columns_[c].dice[equal[c]] / static_cast<std::int64_t>(columns_.size());
    for (const std::size_t k : columns_[c].kinds) {
      if (!result.pattern.level(k)) result.pattern.set(k, best[k]);
    }
  }
  return result;
}

}  // namespace tally::linker
