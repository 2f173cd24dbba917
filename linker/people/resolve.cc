#include "linker/people/resolve.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>
#include <tuple>

#include "linker/decide/disjoint_sets.h"

namespace tally::linker {
namespace {

constexpr std::size_t kMaxDatasets = 64;  // bits of a mask; protocol's limit too

// Places of the submissions in order of their data sets' names.
std::vector<std::size_t> by_name(const Agreement& agreement,
                                 const std::vector<Submission>& submissions) {
  std::vector<std::size_t> order(submissions.size());
  for (std::size_t s = 0; s < order.size(); ++s) order[s] = s;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return agreement.dataset(submissions[a].dataset()).name <
           agreement.dataset(submissions[b].dataset()).name;
  });
  return order;
}

std::vector<PlacedLink> in_order(const std::vector<PairOutcome>& pairs) {
  std::vector<PlacedLink> links;
  for (const PairOutcome& pair : pairs) {
    for (const PassOutcome& pass : pair.passes) {
      for (const Link& link : pass.links) {
        links.push_back({pair.left, pair.right, pass.pass, pass.unit, link});
      }
    }
  }
  const auto rank = [](const PlacedLink& l) {
    return std::tuple(l.pass, -l.link.score, l.left, l.link.left, l.right, l.link.right);
  };
  std::sort(links.begin(), links.end(),
            [&](const PlacedLink& a, const PlacedLink& b) { return rank(a) < rank(b); });
  return links;
}

// Clusters that grow, and which data sets each holds.
class Growth {
 public:
  Growth(const Agreement& agreement, const std::vector<Submission>& submissions,
         const std::vector<std::uint32_t>& first_number, std::size_t records)
      : sets_(records), holds_(records) {
    number_of_.resize(agreement.terms().datasets.size());
    for (std::size_t s = 0; s < submissions.size(); ++s) {
      const std::size_t dataset = at(submissions[s].dataset());
      number_of_[dataset] = first_number[s];
      const std::uint64_t mask = std::uint64_t{1} << dataset;
      if (!agreement.terms().datasets[dataset].duplicates) single_ |= mask;
      std::fill_n(holds_.begin() + first_number[s], submissions[s].records(), mask);
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

  void finish(Resolution& resolution) {
    resolution.cluster_of = sets_.heads();
    for (std::uint32_t i = 0; i < holds_.size(); ++i) {
      if (resolution.cluster_of[i] != i) continue;
      ++resolution.people[static_cast<std::size_t>(std::popcount(holds_[i]))];
    }
  }

 private:
  std::uint32_t find(DatasetIndex dataset, RecordIndex record) {
    return sets_.find(number_of_[at(dataset)] + static_cast<std::uint32_t>(record));
  }
  DisjointSets sets_;
  std::vector<std::uint64_t> holds_;      // a bit for each data set; of a cluster at its head
  std::vector<std::uint32_t> number_of_;  // first number of a data set of the agreement
  std::uint64_t single_ = 0;              // data sets free of duplicates
};

}  // namespace

Result<Resolution> resolve(const Agreement& agreement, const std::vector<Submission>& submissions,
                           const std::vector<PairOutcome>& pairs) {
  assert(agreement.terms().datasets.size() <= kMaxDatasets);
  Resolution resolution;
  resolution.first_number.resize(submissions.size());
  resolution.people.assign(kMaxDatasets + 1, 0);
  std::size_t records = 0;
  for (const std::size_t s : by_name(agreement, submissions)) {
    resolution.first_number[s] = static_cast<std::uint32_t>(records);
    records += submissions[s].records();
    if (records > std::numeric_limits<std::uint32_t>::max()) {
      return refused("over 4,294,967,295 records in all", "link fewer data sets at a time");
    }
  }
  Growth growth(agreement, submissions, resolution.first_number, records);
  const std::vector<PlacedLink> links = in_order(pairs);
  std::vector<bool> stands(links.size());
  for (const bool within : {true, false}) {
    for (std::size_t i = 0; i < links.size(); ++i) {
      if ((links[i].left == links[i].right) == within) stands[i] = growth.merge(links[i]);
    }
  }
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (stands[i]) resolution.links.push_back(links[i]);
  }
  resolution.set_aside = links.size() - resolution.links.size();
  growth.finish(resolution);
  resolution.people.resize(submissions.size() + 1);
  return resolution;
}

}  // namespace tally::linker
