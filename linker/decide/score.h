// score: candidates -> pairs with a rank. With score columns, the log2 odds of a match under a
// model that one-to-one EM fits to this pass and pair of data sets (em.h), in 1/4096 bit; without
// any, the Dice of the search column.
//
// Identifiers that differ do not change a score yet: see resolve.h.
#pragma once

#include <vector>

#include "linker/decide/pairs.h"

namespace tally::linker {

// The similarity of the score columns adds a hundredth of a bit for each whole column, so that
// pairs of one pattern still have an order.
inline constexpr std::int64_t kSimilarityPerBit = 100;

// Brothers and sisters agree on surname and address and on nothing else. From these levels on, the
// score columns of birth and of given names (or of names, which hold the surname too) are those of
// two people: of 21,752 matches of six linkage tasks 41 are so far apart on both, of 2,637 pairs of
// siblings nine in ten. Such pairs are never learnt from, since siblings would be learnt as matches
// where they are more than the people that both data sets hold; decide.h says when they are links.
inline constexpr unsigned kOtherBirth = 4;
inline constexpr unsigned kOtherGiven = 6;
inline constexpr unsigned kOtherNames = 3;

// Within one data set, a person without a duplicate has a brother or sister for its best, who would
// be learnt as a match. So only pairs whose dates of birth agree (the score column of birth, where
// there is one and it is not missing) are learnt from there; any pair may be a link. Measured on a
// register of children of whom a quarter are there twice: F1 .42 without, .91 with; FEBRL as
// before.
inline constexpr unsigned kWorstBirthOfMatch = 2;  // level: one wrong digit

// Pairs of units below which chance agreement cannot be distinguished from matches.
inline constexpr double kLeastPairs = 100;

// candidates: from search(left, right), or search_within(left) when units are those of one data
// set. Candidates of one and the same unit are left out.
Ranking score(const std::vector<ScoreColumn>& columns, const SearchSide& left,
              const SearchSide& right, const Units& units, const Candidates& candidates,
              unsigned threads);

}  // namespace tally::linker
