#include "encoder/audit/band_attack.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace tally::encoder {
namespace {

constexpr int kMatchRounds = 8;
constexpr std::size_t kMostEdges = 32;  // to anchors, of one node
constexpr double kSurePart = 0.45;      // of the next one's distance, as for filters

// The best and second best likeness of a node, 0..1.
struct Likeness {
  double best = 0, second = 0;
  std::uint32_t node = kNobody;

  void take(double likeness, std::uint32_t other) {
    if (likeness > best) {
      second = best;
      best = likeness;
      node = other;
    } else {
      second = std::max(second, likeness);
    }
  }
  bool is_far_ahead() const { return 1 - best < kSurePart * (1 - second); }
};

double product(const BandGraph::Counts& a, const BandGraph::Counts& b) {
  std::uint32_t sum = 0;  // at most 16 x 512 x 512
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::uint32_t{a[i]} * b[i];
  return sum;
}

std::vector<Claim> claims_of(const std::vector<Likeness>& nodes, const std::vector<Likeness>& own) {
  std::vector<Claim> claims(nodes.size());
  for (std::uint32_t node = 0; node < nodes.size(); ++node) {
    const Likeness& like = nodes[node];
    if (like.node == kNobody) continue;
    const bool mutual = own[like.node].node == node;
    claims[node] = {like.node, mutual, mutual && like.is_far_ahead()};
  }
  return claims;
}

class Matcher {
 public:
  Matcher(const BandGraph& files, const BandGraph& own, const std::vector<KnownNode>& known)
      : files_(files), own_(own), to_own_(files.nodes(), kNobody), taken_(own.nodes()) {
    for (const KnownNode& pair : known) anchor(pair.node, pair.own);
  }

  std::vector<Claim> run(bool has_known) {
    std::vector<Claim> claims = has_known ? claim_by_anchors() : claim_by_patterns();
    for (int round = 1; round < kMatchRounds; ++round) {
      bool grown = false;
      for (std::uint32_t node = 0; node < claims.size(); ++node) {
        if (!claims[node].sure || to_own_[node] != kNobody || taken_[claims[node].person]) continue;
        anchor(node, claims[node].person);
        made_.push_back({node, claims[node]});
        grown = true;
      }
      if (!grown) break;
      claims = claim_by_anchors();
    }
    for (const auto& [node, claim] : made_) claims[node] = claim;
    return claims;
  }

 private:
  struct Made {
    std::uint32_t node;
    Claim claim;
  };
  void anchor(std::uint32_t node, std::uint32_t own) {
    to_own_[node] = own;
    taken_[own] = true;
  }

  // The edges of nodes without an anchor to anchors, as vectors, by their cosines.
  std::vector<Claim> claim_by_anchors() const {
    std::vector<double> lengths(own_.nodes());  // squared
    for (std::size_t node = 0; node < to_own_.size(); ++node) {
      if (to_own_[node] == kNobody) continue;
      for (const auto& edge : own_.edges(to_own_[node])) {
        lengths[edge.other] += product(edge.counts, edge.counts);
      }
    }
    std::vector<Likeness> nodes(files_.nodes()), own(own_.nodes());
    std::vector<double> sums(own_.nodes());
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
      if (to_own_[node] != kNobody) continue;
      const std::vector<BandGraph::Edge> edges = edges_to_anchors(node);
      for (const std::uint32_t other : add_products(edges, sums)) {
        const double likeness = sums[other] / std::sqrt(length_of(edges) * lengths[other]);
        sums[other] = 0;
        nodes[node].take(likeness, other);
        own[other].take(likeness, node);
      }
    }
    return claims_of(nodes, own);
  }

  // The strongest.
  std::vector<BandGraph::Edge> edges_to_anchors(std::size_t node) const {
    std::vector<BandGraph::Edge> edges;
    for (const BandGraph::Edge& edge : files_.edges(node)) {
      if (to_own_[edge.other] != kNobody) edges.push_back(edge);
    }
    if (edges.size() <= kMostEdges) return edges;
    std::ranges::stable_sort(edges, std::greater{},
                             [](const BandGraph::Edge& edge) { return strength(edge.counts); });
    edges.resize(kMostEdges);
    return edges;
  }

  static double length_of(const std::vector<BandGraph::Edge>& edges) {
    double length = 0;
    for (const BandGraph::Edge& edge : edges) length += product(edge.counts, edge.counts);
    return length;
  }

  // Returns the own nodes with a sum; the sums must be zeros before.
  std::vector<std::uint32_t> add_products(const std::vector<BandGraph::Edge>& edges,
                                          std::vector<double>& sums) const {
    std::vector<std::uint32_t> found;
    for (const BandGraph::Edge& edge : edges) {
      for (const BandGraph::Edge& own_edge : own_.edges(to_own_[edge.other])) {
        if (taken_[own_edge.other]) continue;
        const double added = product(edge.counts, own_edge.counts);
        if (sums[own_edge.other] == 0 && added > 0) found.push_back(own_edge.other);
        sums[own_edge.other] += added;
      }
    }
    std::ranges::sort(found);
    return found;
  }

  // The counts of each node's strongest edge, by their distance.
  std::vector<Claim> claim_by_patterns() const {
    const std::vector<BandGraph::Counts> ours = strongest(files_), theirs = strongest(own_);
    std::vector<Likeness> nodes(ours.size()), own(theirs.size());
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
      if (strength(ours[node]) == 0) continue;
      for (std::uint32_t other = 0; other < own.size(); ++other) {
        if (strength(theirs[other]) == 0) continue;
        const double likeness = 1 / (1 + distance(ours[node], theirs[other]));
        nodes[node].take(likeness, other);
        own[other].take(likeness, node);
      }
    }
    return claims_of(nodes, own);
  }

  static std::vector<BandGraph::Counts> strongest(const BandGraph& graph) {
    std::vector<BandGraph::Counts> counts(graph.nodes());
    for (std::size_t node = 0; node < counts.size(); ++node) {
      for (const auto& edge : graph.edges(node)) {
        if (strength(edge.counts) > strength(counts[node])) counts[node] = edge.counts;
      }
    }
    return counts;
  }
  static double distance(const BandGraph::Counts& a, const BandGraph::Counts& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const double difference = double{1} * a[i] - b[i];
      sum += difference * difference / (1 + a[i] + b[i]);
    }
    return sum;
  }

  const BandGraph& files_;
  const BandGraph& own_;
  std::vector<std::uint32_t> to_own_;  // of each anchored node
  std::vector<bool> taken_;            // own nodes that are anchors
  std::vector<Made> made_;             // sure claims that became anchors
};

}  // namespace

std::vector<Claim> match_bands(const BandGraph& files, const BandGraph& own,
                               const std::vector<KnownNode>& known) {
  return Matcher(files, own, known).run(!known.empty());
}

}  // namespace tally::encoder
