// Kinds of identifiers, as the bands of an encoding join them: features that occur in the same
// columns, such as all that speaks of the address. What bands show of two records can be told apart
// by kind and no finer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "protocol/agreement/agreement.h"

namespace tally {

struct BandKind {
  std::vector<Feature> features;     // in the order of the columns
  std::vector<std::string> columns;  // that have them
  std::uint32_t weight = 0;          // of all features
};

// In the order in which the columns first name them; none without bands.
std::vector<BandKind> band_kinds(const Encoding& encoding);

}  // namespace tally
