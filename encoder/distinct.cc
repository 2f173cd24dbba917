#include "encoder/distinct.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace tally::encoder {
namespace {

constexpr std::size_t kFirstSlots = 64;

// Never 0, which stands for none.
std::uint64_t hash(std::string_view text) {
  return std::max<std::uint64_t>(1, XXH3_64bits(text.data(), text.size()));
}

}  // namespace

// By the top bits; find() goes by the bottom ones.
bool DistinctCounter::is_sampled(std::uint64_t value) const {
  return level_ == 0 || value >> (64 - level_) == 0;
}

DistinctCounter::Slot& DistinctCounter::find(std::uint64_t value) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = value & mask;
  while (slots_[i].value != 0 && slots_[i].value != value) i = (i + 1) & mask;
  return slots_[i];
}

// Doubles the table, or at its bound halves the sample.
void DistinctCounter::make_room() {
  const bool at_bound = kept_ >= kMaxKept;
  if (at_bound) ++level_;
  const std::size_t size = at_bound ? slots_.size() : std::max(kFirstSlots, 2 * slots_.size());
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(size));
  kept_ = shared_ = 0;
  for (const Slot& slot : old) {
    if (slot.value == 0 || !is_sampled(slot.value)) continue;
    find(slot.value) = slot;
    ++kept_;
    if (slot.owner == 0) ++shared_;
  }
}

void DistinctCounter::add(std::string_view value, std::string_view owner) {
  const std::uint64_t value_hash = hash(value);
  if (!is_sampled(value_hash)) return;
  if (2 * kept_ >= slots_.size()) make_room();
  if (!is_sampled(value_hash)) return;
  Slot& slot = find(value_hash);
  if (slot.value == 0) {
    slot = {value_hash, hash(owner)};
    ++kept_;
  } else if (slot.owner != 0 && slot.owner != hash(owner)) {
    slot.owner = 0;
    ++shared_;
  }
}

}  // namespace tally::encoder
