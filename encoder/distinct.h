// How many different values there are, and how many have more than one owner, in bounded memory.
//
// Exact while there are fewer than kMaxKept values. Beyond that a sample is kept, chosen by the
// values' hashes (adaptive sampling [Flajolet1990]), and the counts are estimates: of the number of
// values within about 0.5 %.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tally::encoder {

class DistinctCounter {
 public:
  static constexpr std::size_t kMaxKept = 65536;  // 2 MB

  // Not empty. The owner is any name of who holds the value: a local_id.
  void add(std::string_view value, std::string_view owner);

  bool exact() const { return level_ == 0; }
  std::uint64_t distinct() const { return std::uint64_t{kept_} << level_; }
  // Values with more than one owner.
  std::uint64_t shared() const { return std::uint64_t{shared_} << level_; }

 private:
  struct Slot {
    std::uint64_t value = 0;  // 0: free
    std::uint64_t owner = 0;  // 0: several
  };
  bool is_sampled(std::uint64_t value) const;
  Slot& find(std::uint64_t value);
  void make_room();

  std::vector<Slot> slots_;  // open addressing, a power of two, at most half full
  std::size_t kept_ = 0;
  std::size_t shared_ = 0;
  unsigned level_ = 0;  // one value in 2^level is kept
};

}  // namespace tally::encoder
