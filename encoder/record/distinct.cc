#include "encoder/record/distinct.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace tally::encoder {
namespace {

constexpr std::size_t kFirstSlots = 64;

void count_owner(ValueTable::Slot& slot, std::uint64_t owner) {
  const auto short_owner = static_cast<std::uint32_t>(owner);
  if (slot.owners > 0 && slot.owner == short_owner) return;
  slot.owner = short_owner;
  if (slot.owners < UINT32_MAX) ++slot.owners;
}

}  // namespace

std::uint64_t hash_of(std::string_view text) {
  return std::max<std::uint64_t>(1, XXH3_64bits(text.data(), text.size()));
}

ValueTable::Slot& ValueTable::at(std::uint64_t value) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = value & mask;
  while (slots_[i].value != 0 && slots_[i].value != value) i = (i + 1) & mask;
  if (slots_[i].value == 0) {
    slots_[i].value = value;
    ++kept_;
  }
  return slots_[i];
}

void ValueTable::rebuild(std::size_t size) {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(size));
  kept_ = 0;
  for (const Slot& slot : old) {
    if (slot.value != 0 && slot.owners > 0) at(slot.value) = slot;
  }
}

void ValueTable::grow() {
  rebuild(std::max(kFirstSlots, 2 * slots_.size()));
}

void ValueTable::keep(const std::function<void(Slot&)>& change) {
  std::ranges::for_each(slots_, change);
  rebuild(slots_.size());
}

Held ValueTable::held_by(std::uint32_t least) const {
  Held held;
  for (const Slot& slot : slots_) {
    if (slot.value == 0 || slot.owners < least) continue;
    ++held.values;
    held.owners += slot.owners;
  }
  return held;
}

void DistinctCounter::make_room() {
  if (table_.kept() < most_kept_) return table_.grow();
  ++level_;
  table_.keep([this](ValueTable::Slot& slot) {
    if (!is_sampled(slot.value)) slot.owners = 0;
  });
}

std::uint32_t DistinctCounter::add(std::uint64_t value, std::uint64_t owner) {
  if (!is_sampled(value)) return 0;
  if (table_.is_full()) make_room();
  if (!is_sampled(value)) return 0;
  ValueTable::Slot& slot = table_.at(value);
  count_owner(slot, owner);
  return slot.owners;
}

Held DistinctCounter::held_by(std::uint32_t least) const {
  const Held held = table_.held_by(least);
  return {held.values << level_, held.owners << level_};
}

// Subtracts from every value the median number of owners.
void FrequentValues::make_room() {
  if (table_.kept() < kMaxKept) return table_.grow();
  std::vector<std::uint32_t> counts;
  for (const ValueTable::Slot& slot : table_.slots()) {
    if (slot.value != 0) counts.push_back(slot.owners);
  }
  const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
  std::nth_element(counts.begin(), middle, counts.end());
  missed_ += *middle;
  table_.keep(
      [take = *middle](ValueTable::Slot& slot) { slot.owners -= std::min(take, slot.owners); });
}

void FrequentValues::add(std::uint64_t value, std::uint64_t owner) {
  if (table_.is_full()) make_room();
  count_owner(table_.at(value), owner);
}

}  // namespace tally::encoder
