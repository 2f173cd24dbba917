#include "linker/people/resolve.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <tuple>

#include "linker/decide/disjoint_sets.h"

namespace tally::linker {
namespace {

constexpr std::size_t kMaxDatasets = 64;  // bits of a mask; the protocol has the same limit

std::vector<PlacedLink> in_order(const std::vector<PairOutcome>& pairs) {
  std::vector<PlacedLink> links;
  for (const PairOutcome& pair : pairs) {
    for (const PassOutcome& pass : pair.passes) {
      for (const Link& link : pass.links) {
        links.push_back({pair.left, pair.right, pass.pass, link});
      }
    }
  }
  // Two pairs of data sets may rank one pass by different units. The numbers decide even then.
  const auto rank = [](const PlacedLink& l) {
    return std::tuple(l.pass, -l.link.score.value(), l.left, l.link.left, l.right, l.link.right);
  };
  std::sort(links.begin(), links.end(),
            [&](const PlacedLink& a, const PlacedLink& b) { return rank(a) < rank(b); });
  return links;
}

// Clusters that grow by links, and the data sets of each cluster.
class ClusterBuilder {
 public:
  ClusterBuilder(const Agreement& agreement, const std::vector<Submission>& submissions,
                 const RecordNumbers& numbers)
      : numbers_(numbers), sets_(numbers.count()), holds_(numbers.count()) {
    for (const Submission& submission : submissions) {
      const std::uint64_t mask = std::uint64_t{1} << at(submission.dataset());
      if (!agreement.dataset(submission.dataset()).duplicates) single_ |= mask;
      const std::uint32_t first = numbers.number(submission.dataset(), RecordIndex{0});
      std::fill_n(holds_.begin() + first, submission.records(), mask);
    }
  }

  // False if the clusters may not merge.
  bool merge(const PlacedLink& link) {
    const std::uint32_t left = find(link.left, link.link.left);
    const std::uint32_t right = find(link.right, link.link.right);
    if (left == right) return true;
    if ((holds_[left] & holds_[right] & single_) != 0) return false;
    const std::uint64_t both = holds_[left] | holds_[right];
    sets_.join(left, right);
    holds_[std::min(left, right)] = both;
    return true;
  }

  std::vector<std::uint32_t> cluster_of() { return sets_.heads(); }
  // [k]: clusters with records of k data sets.
  std::vector<std::uint64_t> count_by_datasets(std::size_t datasets) {
    std::vector<std::uint64_t> counts(datasets + 1);
    for (std::uint32_t i = 0; i < holds_.size(); ++i) {
      if (sets_.find(i) == i) ++counts[static_cast<std::size_t>(std::popcount(holds_[i]))];
    }
    return counts;
  }

 private:
  std::uint32_t find(DatasetIndex dataset, RecordIndex record) {
    return sets_.find(numbers_.number(dataset, record));
  }
  const RecordNumbers& numbers_;
  DisjointSets sets_;
  std::vector<std::uint64_t> holds_;  // a bit for each data set; a cluster's mask is at its head
  std::uint64_t single_ = 0;          // data sets free of duplicates
};

}  // namespace

Result<Resolution> resolve(const Agreement& agreement, const std::vector<Submission>& submissions,
                           const std::vector<PairOutcome>& pairs) {
  assert(agreement.terms().datasets.size() <= kMaxDatasets);
  Resolution resolution;
  resolution.numbers = TRY(RecordNumbers::make(agreement, submissions));
  ClusterBuilder builder(agreement, submissions, resolution.numbers);
  const std::vector<PlacedLink> links = in_order(pairs);
  std::vector<bool> stands(links.size());
  for (const bool within : {true, false}) {
    for (std::size_t i = 0; i < links.size(); ++i) {
      if ((links[i].left == links[i].right) == within) stands[i] = builder.merge(links[i]);
    }
  }
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (stands[i]) resolution.links.push_back(links[i]);
  }
  resolution.set_aside = links.size() - resolution.links.size();
  resolution.cluster_of = builder.cluster_of();
  resolution.clusters = builder.count_by_datasets(submissions.size());
  return resolution;
}

}  // namespace tally::linker
