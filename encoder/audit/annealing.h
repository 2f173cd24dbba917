// Matches the nodes of two graphs whose edges have weights, by simulated annealing.
#pragma once

#include <cstdint>
#include <vector>

#include "encoder/audit/linear.h"

namespace tally::encoder {

struct Matching {
  std::vector<std::size_t> names;  // of each node of a, a node of b
  double cost = 0;                 // squared differences of all edges
};

// Both matrices are symmetric and of one size; the first `nodes` of a count. The diagonal is the
// weight of a node.
Matching match_graphs(const Matrix& a, std::size_t nodes, const Matrix& b, std::uint64_t seed);

}  // namespace tally::encoder
