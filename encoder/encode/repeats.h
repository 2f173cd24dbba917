// Which of many values two records share.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tally::encoder {

struct OwnedValue {
  std::uint64_t value;  // uniform: the output of a pseudorandom function; 0: none
  std::uint64_t row;
  std::uint64_t record;  // rows of one record may share a value
};

// Calls found(values) for the values of each group of records that share one, in no particular
// order. Most values are seen twice in small tables of bits and nowhere else.
class RepeatFinder {
 public:
  template <class Found>
  void find(std::span<const OwnedValue> values, Found found) {
    suspect(values);
    for (std::size_t first = 0; first < suspects_.size();) {
      std::size_t end = first;
      bool shared = false;
      for (; end < suspects_.size() && suspects_[end].value == suspects_[first].value; ++end) {
        shared = shared || suspects_[end].record != suspects_[first].record;
      }
      if (shared) found(std::span<const OwnedValue>(suspects_).subspan(first, end - first));
      first = end;
    }
  }

 private:
  void suspect(std::span<const OwnedValue> values);  // fills suspects_, ordered by value

  std::vector<std::uint64_t> once_, twice_;  // bits
  std::vector<OwnedValue> suspects_;
};

}  // namespace tally::encoder
