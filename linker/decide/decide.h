// decide: finds the score from which a pair is a link. Without truth it uses the runner-up null
// (runner_up.h) or, if that is not possible (a data set with duplicates, too few records), the
// posteriors of the EM; else the agreement's threshold.
//
// Brothers and sisters can outnumber the people that two data sets share, and both methods take
// them for matches. For most such pairs neither names nor birth date are evidence of a match, so
// the number of such pairs shows how many siblings there are. If there are few, nothing changes. If
// there are more, such pairs are not linked. If they would be most of the links, only pairs with
// evidence in both names and birth date are linked, and the pass is unestimated.
#pragma once

#include <cstdint>
#include <optional>

#include "linker/decide/pairs.h"
#include "linker/decide/scores.h"
#include "linker/search/search.h"

namespace tally::linker {

enum class Method : std::uint8_t {
  exact,      // equal tokens, without a threshold
  agreed,     // the agreement's threshold
  runner_up,  // the runner-up null
  nearest,    // the nearest null, of bands
  posterior,  // the cut of highest expected F1 by the EM's posteriors
  fallback,   // the agreement's fallback, a Dice: too few pairs for an estimate
};

struct Decision {
  Method method = Method::exact;
  Score threshold = {};             // a pair at it is a link; in the unit of the ranking
  std::optional<double> precision;  // estimated, of the links
  std::optional<double>
      detectable;            // estimated number of matches among the candidates, found or not
  bool unestimated = false;  // too few records for the pass to judge its own links
  Likeness least = Likeness::neither;  // a less alike pair is not linked, at any score
  // The numbers of links by the runner-up null and by the EM, if they differ by much or are few.
  // The true number is likely to lie between or near them.
  struct Band {
    std::uint64_t low, high;
  };
  std::optional<Band> band = {};
};

// The records that take part are those of left and right (within one data set, the same side).
Decision decide(const Ranking& ranking, const Units& units, const Participants& left,
                const Participants& right, const Pass& pass, const Agreement& agreement);

// The same for a ranking by so many columns of bands. If there are too few records or matches to
// estimate a threshold, it is strict.
Decision decide_by_bands(const Ranking& ranking, const Units& units, const Participants& left,
                         const Participants& right, const Pass& pass, std::size_t columns);

}  // namespace tally::linker
