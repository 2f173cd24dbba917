// Attacks on two files of bands: the attacker encodes its own text of both files under a key of its
// own, which gives the same graph but for chance, and matches the graphs from known records on, or
// from the pattern of each record's strongest pair.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "encoder/audit/band_graph.h"
#include "encoder/audit/nearest.h"

namespace tally::encoder {

struct KnownNode {
  std::uint32_t node;  // of the files
  std::uint32_t own;   // of the attacker's graph
};

// A claim for each node of the files. Without known nodes, the attack starts from patterns.
std::vector<Claim> match_bands(const BandGraph& files, const BandGraph& own,
                               const std::vector<KnownNode>& known);

}  // namespace tally::encoder
