#include "linker/decide/em.h"

#include <algorithm>

#include "common/math.h"

namespace tally::linker {
namespace {

constexpr int kRounds = 3;  // of choosing mutual best pairs
constexpr int kSteps = 8;   // of expectation and maximisation over them
constexpr double kLn2 = 0.69314718055994530942;
// A prior is never certain, however few records there are.
constexpr double kLeastPrior = 1e-12;

using Distribution = std::array<double, kLevels>;

template <class Count>
Distribution normalised(const std::array<Count, kLevels>& counts, double more) {
  Distribution result;
  double total = 0;
  for (const Count count : counts) total += static_cast<double>(count) + more;
  for (std::size_t level = 0; level < kLevels; ++level) {
    result[level] = (static_cast<double>(counts[level]) + more) / total;
  }
  return result;
}

// For each column, the sum of the patterns' weights by level.
std::vector<Distribution> weight_by_level(const std::vector<Pattern>& patterns,
                                          const std::vector<double>& weights, std::size_t columns) {
  std::vector<Distribution> sums(columns, Distribution{});
  for (std::size_t p = 0; p < patterns.size(); ++p) {
    for (std::size_t c = 0; c < columns; ++c) {
      if (const auto level = patterns[p].level(c)) sums[c][*level] += weights[p];
    }
  }
  return sums;
}

double log_odds(double probability) {
  const double p = std::clamp(probability, kLeastPrior, 1 - kLeastPrior);
  return portable_log2(p / (1 - p));
}

class Fit {
 public:
  Fit(const std::vector<Pattern>& patterns, const std::vector<LevelCounts>& chance, double pairs)
      : patterns_(patterns), pairs_(pairs) {
    for (const LevelCounts& counts : chance) u_.push_back(normalised(counts, 0.5));
  }

  // Estimates m and lambda from the share of matches in each pattern.
  void maximise(const std::vector<double>& matches) {
    m_.clear();
    for (const Distribution& sums : weight_by_level(patterns_, matches, u_.size())) {
      m_.push_back(normalised(sums, 1));
    }
    double total = 0;
    for (const double weight : matches) total += weight;
    prior_ = log_odds(total / pairs_);
  }

  // The log2 odds of a match for each pattern.
  std::vector<double> bits() const {
    std::vector<Distribution> weights(u_.size());
    for (std::size_t c = 0; c < u_.size(); ++c) {
      for (std::size_t level = 0; level < kLevels; ++level) weights[c][level] = weight(c, level);
    }
    std::vector<double> result;
    for (const Pattern pattern : patterns_) {
      double sum = prior_;
      for (std::size_t c = 0; c < u_.size(); ++c) {
        if (const auto level = pattern.level(c)) sum += weights[c][*level];
      }
      result.push_back(sum);
    }
    return result;
  }

  Weights rounded() const {
    Weights result{round_to_bit(prior_), {}};
    for (std::size_t c = 0; c < u_.size(); ++c) {
      auto& column = result.columns.emplace_back();
      for (std::size_t level = 0; level < kLevels; ++level) {
        column[level] = round_to_bit(weight(c, level));
      }
    }
    return result;
  }

 private:
  double weight(std::size_t column, std::size_t level) const {
    return portable_log2(m_[column][level] / u_[column][level]);
  }
  static std::int64_t round_to_bit(double bits) {
    const double scaled = bits * static_cast<double>(kBit);
    return static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  }

  const std::vector<Pattern>& patterns_;
  const double pairs_;
  std::vector<Distribution> u_, m_;
  double prior_ = 0;
};

double logistic(double bits) {
  return 1 / (1 + portable_exp(-bits * kLn2));
}

}  // namespace

std::int64_t Weights::score(Pattern pattern) const {
  std::int64_t sum = prior;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (const auto level = pattern.level(c)) sum += columns[c][*level];
  }
  return sum;
}

Weights fit_weights(const FitInput& input) {
  const Ranking& ranking = input.by_similarity;
  // How many mutual best pairs show each pattern, given the values of patterns.
  const auto mutual = [&](std::vector<double> values) {
    for (std::size_t p = 0; p < values.size(); ++p) {
      if (!input.may_match[p]) values[p] = kNobodys;
    }
    std::vector<double> counts(values.size());
    for (const std::uint32_t p : mutual_best(ranking.pairs, input.units, values)) {
      counts[ranking.pairs[p].pattern] += 1;
    }
    return counts;
  };

  Fit fit(ranking.patterns, input.chance, input.pairs_of_units);
  fit.maximise(mutual(std::vector<double>(ranking.patterns.size())));
  for (int round = 0; round < kRounds; ++round) {
    const std::vector<double> counts = mutual(fit.bits());
    for (int step = 0; step < kSteps; ++step) {
      std::vector<double> matches = fit.bits();
      for (std::size_t p = 0; p < matches.size(); ++p) {
        matches[p] = counts[p] * logistic(matches[p]);
      }
      fit.maximise(matches);
    }
  }
  return fit.rounded();
}

double posterior(std::int64_t score) {
  return logistic(static_cast<double>(score) / static_cast<double>(kBit));
}

}  // namespace tally::linker
