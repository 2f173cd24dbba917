// How many different values there are, how many have more than one owner, and which are held by
// many, in bounded memory. Values and owners are known here by their hashes (hash_of) only.
//
// A hash hides nothing from somebody who can guess values: that goes for the memory of this process
// as it does for the rows that it reads. Neither is ever written.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace tally::encoder {

// Never 0.
std::uint64_t hash_of(std::string_view text);

// Values and the owners of all of them together.
struct Held {
  std::uint64_t values = 0;
  std::uint64_t owners = 0;
};

// Hashes with a count of owners each: open addressing, a power of two, at most half full. Owners
// are distinguished as they come: one who comes back after another counts again.
class ValueTable {
 public:
  struct Slot {
    std::uint64_t value = 0;  // 0: free
    std::uint32_t owner = 0;  // the last
    std::uint32_t owners = 0;
  };

  // The slot of a value; a new one has no owners. There is room for one more.
  Slot& at(std::uint64_t value);
  // Has the slot on its way from memory while something else is done.
  void expect(std::uint64_t value) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[value & (slots_.size() - 1)]);
  }
  // Whether a new value needs make_room first.
  bool is_full() const { return 2 * kept_ >= slots_.size(); }
  // Twice the slots.
  void grow();
  // Those that change() leaves with owners.
  void keep(const std::function<void(Slot&)>& change);

  std::size_t kept() const { return kept_; }
  const std::vector<Slot>& slots() const { return slots_; }
  Held held_by(std::uint32_t least) const;

 private:
  void rebuild(std::size_t size);
  std::vector<Slot> slots_;
  std::size_t kept_ = 0;
};

// Exact while there are fewer than most_kept values. Beyond that a sample is kept, chosen by the
// values' hashes (adaptive sampling [Flajolet1990]), and the counts are estimates: of the number of
// values within about 0.5 % at kMaxKept.
class DistinctCounter {
 public:
  static constexpr std::size_t kMaxKept = 65536;  // 2 MB

  DistinctCounter() = default;
  explicit DistinctCounter(std::size_t most_kept) : most_kept_(most_kept) {}

  // How many owners the value has now; 0 for one that is not kept.
  std::uint32_t add(std::uint64_t value, std::uint64_t owner);
  void add(std::string_view value, std::string_view owner) { add(hash_of(value), hash_of(owner)); }
  // That the value will be added soon: the sooner said, the sooner it is done.
  void expect(std::uint64_t value) const {
    if (is_sampled(value)) table_.expect(value);
  }

  bool exact() const { return level_ == 0; }
  std::uint64_t distinct() const { return std::uint64_t{table_.kept()} << level_; }
  // Values with so many owners or more; estimates unless exact().
  Held held_by(std::uint32_t least) const;
  Held shared() const { return held_by(2); }

 private:
  // By the top bits; the table goes by the bottom ones.
  bool is_sampled(std::uint64_t value) const { return level_ == 0 || value >> (64 - level_) == 0; }
  void make_room();

  std::size_t most_kept_ = kMaxKept;
  ValueTable table_;
  unsigned level_ = 0;  // one value in 2^level is kept
};

// The values that most hold, none of them missed for coming late [MisraGries1982]: what has more
// than missed() owners is found. Counts may be too low by as many, never too high.
class FrequentValues {
 public:
  static constexpr std::size_t kMaxKept = 16384;  // 512 kB

  void add(std::uint64_t value, std::uint64_t owner);
  void expect(std::uint64_t value) const { table_.expect(value); }
  Held held_by(std::uint32_t least) const { return table_.held_by(least); }
  std::uint64_t missed() const { return missed_; }

 private:
  void make_room();

  ValueTable table_;
  std::uint64_t missed_ = 0;
};

}  // namespace tally::encoder
