// Counts in bounded memory how many different values there are and how many have more than one
// owner, and finds the values with many owners. It sees only the hashes (hash_of) of values and
// owners.
//
// A hash hides nothing from somebody who can guess values, so these hashes need the same care as
// the rows. Neither is ever written.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace tally::encoder {

// Never 0.
std::uint64_t hash_of(std::string_view text);

// A number of values, and the number of owners of all of them together.
struct Held {
  std::uint64_t values = 0;
  std::uint64_t owners = 0;
};

// A hash table of values, each with a count of owners: open addressing, a power of two, at most
// half full. It compares an owner only with the last one, so an owner that comes back after another
// counts again.
class ValueTable {
 public:
  struct Slot {
    std::uint64_t value = 0;  // 0: free
    std::uint32_t owner = 0;  // the last
    std::uint32_t owners = 0;
  };

  // The slot of a value; a new slot has no owners. The table must have room for one more.
  Slot& at(std::uint64_t value);
  // Starts fetching the slot from memory while other work continues.
  void expect(std::uint64_t value) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[value & (slots_.size() - 1)]);
  }
  // Whether a new value needs make_room first.
  bool is_full() const { return 2 * kept_ >= slots_.size(); }
  // Doubles the number of slots.
  void grow();
  // Keeps the values that have owners after change().
  void keep(const std::function<void(Slot&)>& change);

  std::size_t kept() const { return kept_; }
  const std::vector<Slot>& slots() const { return slots_; }
  Held held_by(std::uint32_t least) const;

 private:
  void rebuild(std::size_t size);
  std::vector<Slot> slots_;
  std::size_t kept_ = 0;
};

// Exact while there are fewer than most_kept values. With more values, it keeps a sample, chosen by
// the values' hashes (adaptive sampling [Flajolet1990]), and the counts are estimates. At kMaxKept,
// the number of values is within about 0.5 %.
class DistinctCounter {
 public:
  static constexpr std::size_t kMaxKept = 65536;  // 2 MB

  DistinctCounter() = default;
  explicit DistinctCounter(std::size_t most_kept) : most_kept_(most_kept) {}

  // Returns how many owners the value has now; 0 if it is not kept.
  std::uint32_t add(std::uint64_t value, std::uint64_t owner);
  void add(std::string_view value, std::string_view owner) { add(hash_of(value), hash_of(owner)); }
  // Announces a value that will be added soon. An early call makes add() faster.
  void expect(std::uint64_t value) const {
    if (is_sampled(value)) table_.expect(value);
  }

  bool exact() const { return level_ == 0; }
  std::uint64_t distinct() const { return std::uint64_t{table_.kept()} << level_; }
  // Values with at least `least` owners; estimates unless exact().
  Held held_by(std::uint32_t least) const;
  Held shared() const { return held_by(2); }

 private:
  // Uses the top bits of the hash; the table uses the bottom bits.
  bool is_sampled(std::uint64_t value) const { return level_ == 0 || value >> (64 - level_) == 0; }
  void make_room();

  std::size_t most_kept_ = kMaxKept;
  ValueTable table_;
  unsigned level_ = 0;  // one value in 2^level is kept
};

// The values with the most owners, even if they come late [MisraGries1982]: every value with more
// than missed() owners is found. Counts may be too low by up to missed(), but never too high.
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
