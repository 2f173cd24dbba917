// compare as tasks (all_pairs/plan.h). The result of a task is a value. Values merge in any order,
// even twice.
#pragma once

#include <cstdint>
#include <vector>

#include "linker/all_pairs/plan.h"
#include "linker/compare/compare.h"
#include "linker/compare/sift.h"

namespace tally::linker {

using SimilarPairs = std::vector<SimilarPair>;

class CompareTasks {
 public:
  // Both tables have filters of the same number of bits, and outlive this.
  CompareTasks(const ClkTable& left, const ClkTable& right, Threshold threshold,
               const Kernel& kernel, unsigned threads);

  const Plan& plan() const { return plan_; }
  // Thread-safe. hits is the thread's own memory for 64 x 64 hits.
  SimilarPairs run(Task task, std::vector<Hit>& hits) const;

 private:
  void compare(std::size_t left_panel, std::size_t right_panel, std::vector<Hit>& hits,
               SimilarPairs& pairs) const;

  const Threshold threshold_;
  const Kernel& kernel_;
  const Plan plan_;
  const std::vector<std::uint32_t> columns_;
  const SiftSide left_, right_;
};

// In the order of compare. Each part is freed once it is copied.
SimilarPairs merge(std::vector<SimilarPairs> parts);

}  // namespace tally::linker
