// score: candidates -> pairs with a rank. With score columns, the rank is the log2 odds of a match
// in 1/4096 bit, under a model that one-to-one EM fits to this pass and pair of data sets (em.h).
// Without score columns, it is the Dice of the search column.
//
// Linking keys that differ do not change a score here: see assign.h.
#pragma once

#include <vector>

#include "linker/decide/pairs.h"
#include "linker/join/join.h"

namespace tally::linker {

// Each score column adds a hundredth of a bit times its similarity, so that pairs of one pattern
// still have an order.
inline constexpr std::int64_t kSimilarityPerBit = 100;

// Brothers and sisters agree only on surname and address. From these levels on, the score columns
// of birth and of given names (or of names, which include the surname) are those of two people: in
// six linkage tasks, 41 of 21,752 matches are so far apart on both, and nine in ten of 2,637 pairs
// of siblings. EM does not learn from such pairs: if the data sets have more pairs of siblings than
// people in both, siblings would be learnt as matches. decide.h says when such pairs are links.
inline constexpr unsigned kOtherBirth = 4;
inline constexpr unsigned kOtherGiven = 6;
inline constexpr unsigned kOtherNames = 3;

// Within one data set, the best candidate of a person without a duplicate is a brother or sister,
// who would be learnt as a match. So EM learns there only from pairs with dates of birth that agree
// (in the score column of birth, if it exists and is not missing); any pair can be a link. On a
// register of children with a quarter of them twice, F1 is .42 without this rule and .91 with it;
// FEBRL is unchanged.
inline constexpr unsigned kWorstBirthOfMatch = 2;  // level: one wrong digit

// With fewer pairs of units than this, chance agreement cannot be distinguished from matches.
inline constexpr double kLeastPairs = 100;

// candidates: from search(left, right), or from search_within(left) if units are those of one data
// set. Leaves out candidates of one and the same unit.
Ranking score(const std::vector<ScoreColumn>& columns, const SearchSide& left,
              const SearchSide& right, const Units& units, const Candidates& candidates,
              unsigned threads);

// The same for candidates that share bands: the rank is band_score.
Ranking score(const JoinedPairs& joined, const Units& units);

}  // namespace tally::linker
