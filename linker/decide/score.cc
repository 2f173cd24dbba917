#include "linker/decide/score.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <span>

#include "common/parallel.h"
#include "linker/decide/em.h"

namespace tally::linker {
namespace {

constexpr std::size_t kPairsPerTask = 4096;

// Patterns, numbered in the order in which threads find them.
class PatternNumbers {
 public:
  // Gives distinct patterns distinct numbers.
  std::vector<std::uint32_t> of(const std::vector<Pattern>& patterns) {
    std::vector<std::uint32_t> numbers;
    const std::lock_guard hold(lock_);
    for (const Pattern pattern : patterns) {
      numbers.push_back(
          numbers_.try_emplace(pattern, static_cast<std::uint32_t>(numbers_.size())).first->second);
    }
    return numbers;
  }

  // Gives the ranking all patterns in ascending order, and its pairs the places of their patterns.
  void put_in_order(Ranking& ranking) const {
    std::vector<std::uint32_t> places(numbers_.size());
    for (const auto& [pattern, number] : numbers_) {
      places[number] = static_cast<std::uint32_t>(ranking.patterns.size());
      ranking.patterns.push_back(pattern);
    }
    for (RankedPair& pair : ranking.pairs) pair.pattern = places[pair.pattern];
  }

 private:
  std::mutex lock_;
  std::map<Pattern, std::uint32_t> numbers_;
};

// A candidate pair, compared.
struct Compared {
  RecordIndex left;
  RecordIndex right;
  Comparison comparison;
};
// The candidates [first, first + count), compared.
using CompareSome = std::function<std::vector<Compared>(std::size_t first, std::size_t count)>;

std::vector<Pattern> distinct_patterns(const std::vector<Compared>& compared) {
  std::vector<Pattern> patterns;
  for (const Compared& pair : compared) patterns.push_back(pair.comparison.pattern);
  std::sort(patterns.begin(), patterns.end());
  patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
  return patterns;
}

// Compared candidates into as many ranked pairs.
void rank(const std::vector<Compared>& compared, std::span<RankedPair> ranked,
          PatternNumbers& numbers) {
  const std::vector<Pattern> patterns = distinct_patterns(compared);
  const std::vector<std::uint32_t> number = numbers.of(patterns);
  for (std::size_t i = 0; i < compared.size(); ++i) {
    const Comparison& comparison = compared[i].comparison;
    const auto pattern = std::lower_bound(patterns.begin(), patterns.end(), comparison.pattern);
    ranked[i] = {compared[i].left, compared[i].right,
                 number[static_cast<std::size_t>(pattern - patterns.begin())],
                 comparison.similarity};
  }
}

// The level of each pattern in the columns of this meaning: the worst of several, and the best
// level if it is missing.
std::vector<unsigned> levels_of(const Ranking& ranking, Meaning meaning) {
  std::vector<unsigned> levels(ranking.patterns.size());
  for (std::size_t c = 0; c < ranking.columns.size(); ++c) {
    if (ranking.columns[c] != meaning) continue;
    for (std::size_t p = 0; p < levels.size(); ++p) {
      levels[p] = std::max(levels[p], ranking.patterns[p].level(c).value_or(0));
    }
  }
  return levels;
}

std::vector<Likeness> likeness_of(const Ranking& ranking) {
  const std::vector<unsigned> birth = levels_of(ranking, Meaning::birth);
  const std::vector<unsigned> given = levels_of(ranking, Meaning::given);
  const std::vector<unsigned> names = levels_of(ranking, Meaning::names);
  std::vector<Likeness> likeness;
  for (std::size_t p = 0; p < birth.size(); ++p) {
    const bool named = given[p] < kOtherGiven && names[p] < kOtherNames;
    if (named && birth[p] <= kWorstBirthOfMatch) {
      likeness.push_back(Likeness::both);
    } else {
      likeness.push_back(named || birth[p] < kOtherBirth ? Likeness::one : Likeness::neither);
    }
  }
  return likeness;
}

// The candidates ranked by similarity.
Ranking rank_by_similarity(const std::vector<Meaning>& columns, const Units& units,
                           std::size_t candidates, const CompareSome& compare, unsigned threads) {
  Ranking ranking{ScoreUnit::dice, {}, {}, columns, {}};
  ranking.pairs.resize(candidates);
  PatternNumbers numbers;
  const std::size_t tasks = (candidates + kPairsPerTask - 1) / kPairsPerTask;
  parallel_for(tasks, threads, [&](std::size_t task, unsigned) {
    const std::size_t first = task * kPairsPerTask;
    const std::size_t count = std::min(kPairsPerTask, candidates - first);
    rank(compare(first, count), std::span(ranking.pairs).subspan(first, count), numbers);
  });
  std::erase_if(ranking.pairs, [&](const RankedPair& pair) {
    return units.left(pair.left) == units.right(pair.right);
  });
  numbers.put_in_order(ranking);
  ranking.likeness = likeness_of(ranking);
  return ranking;
}

bool is_within(const Participants& left, const Participants& right) {
  return &left.submission == &right.submission;
}

template <class UnitOf>
double count_units(const std::vector<RecordIndex>& records, std::size_t bound, UnitOf unit_of) {
  std::vector<bool> seen(bound);
  double count = 0;
  for (const RecordIndex record : records) {
    const std::uint32_t unit = unit_of(record);
    if (!seen[unit]) count += 1;
    seen[unit] = true;
  }
  return count;
}

// The number of pairs of units: of one side with the other, or within one data set.
double pairs_of_units(const Participants& left, const Participants& right, const Units& units) {
  const double l = count_units(left.records, units.bound(),
                               [&](RecordIndex record) { return units.left(record); });
  if (is_within(left, right)) return l * (l - 1) / 2;
  return l * count_units(right.records, units.bound(),
                         [&](RecordIndex record) { return units.right(record); });
}

// For each pattern, whether EM may learn matches from it.
std::vector<bool> may_match(const Ranking& ranking, bool within) {
  const std::vector<unsigned> birth = levels_of(ranking, Meaning::birth);
  std::vector<bool> may;
  for (std::size_t p = 0; p < birth.size(); ++p) {
    may.push_back(within ? birth[p] <= kWorstBirthOfMatch
                         : ranking.likeness[p] != Likeness::neither);
  }
  return may;
}

// A hundredth of the similarity, in 1/kBit bits, rounded.
std::int64_t similarity_term(std::int64_t similarity) {
  const std::int64_t divisor = kSimilarityPerBit << 32;
  return (similarity * kBit + divisor / 2) / divisor;
}

// The rank becomes the log2 odds of a match, under the weights that the pairs themselves teach.
Ranking weigh(Ranking ranking, const std::vector<LevelCounts>& chance, double pairs,
              const Units& units, bool within) {
  const Weights weights = fit_weights({ranking, units, may_match(ranking, within), chance, pairs});
  std::vector<std::int64_t> pattern_scores;
  for (const Pattern pattern : ranking.patterns) pattern_scores.push_back(weights.score(pattern));
  for (RankedPair& pair : ranking.pairs) {
    pair.score = pattern_scores[pair.pattern] + similarity_term(pair.score);
  }
  ranking.unit = ScoreUnit::bits;
  return ranking;
}

}  // namespace

Ranking score(const std::vector<ScoreColumn>& columns, const SearchSide& left,
              const SearchSide& right, const Units& units, const Candidates& candidates,
              unsigned threads) {
  const auto compare_by = [&](const std::vector<ScoreColumn>& by) {
    return [&](std::size_t first, std::size_t count) {
      std::vector<CandidatePair> pairs(count);
      candidates.read(first, pairs);
      std::vector<Compared> compared;
      for (const CandidatePair& pair : pairs) {
        compared.push_back(
            {pair.left, pair.right, compare_rows(by, pair.left_row, pair.right_row)});
        if (by.empty()) compared.back().comparison.similarity = fixed_point(pair.similarity);
      }
      return compared;
    };
  };
  const double pairs = pairs_of_units(left, right, units);
  if (columns.empty() || pairs < kLeastPairs) {
    return rank_by_similarity({}, units, candidates.size(), compare_by({}), threads);
  }
  std::vector<Meaning> meanings;
  for (const ScoreColumn& column : columns) meanings.push_back(column.meaning);
  return weigh(rank_by_similarity(meanings, units, candidates.size(), compare_by(columns), threads),
               sample_levels(columns, left, right, units), pairs, units, is_within(left, right));
}

Ranking score(const JoinedPairs& joined, const Units& units) {
  Ranking ranking{ScoreUnit::bands, {}, {Pattern{}}, {}, {Likeness::both}};
  for (std::size_t i = 0; i < joined.pairs.size(); ++i) {
    const JoinedPair& pair = joined.pairs[i];
    if (units.left(pair.left) == units.right(pair.right)) continue;
    ranking.pairs.push_back({pair.left, pair.right, 0, band_score(joined.equal_of(i))});
  }
  return ranking;
}

}  // namespace tally::linker
