#include "encoder/hash/harden.h"

#include <algorithm>
#include <utility>

namespace tally::encoder {

Hardener::Hardener(const Encoding& encoding, const RowLayout& layout,
                   const keys::Derivation& derivation) {
  for (const RowLayout::Slot& slot : layout.slots) {
    const std::optional<Hardening> agreed = encoding.find(slot.name)->hardening;
    if (!agreed || agreed->kind != Hardening::Kind::diffusion) continue;
    Diffusion diffusion(derivation.diffusion_key(slot.name, slot.bits), slot.bits, agreed->count);
    diffused_.push_back({slot, std::move(diffusion)});
  }
}

HardenedRow Hardener::harden(std::span<std::uint8_t> hashed) {
  const auto columns = hashed.subspan(Reference::kSize);
  const bool is_empty = std::ranges::all_of(columns, [](std::uint8_t byte) { return byte == 0; });
  for (Diffused& column : diffused_) {
    column.diffusion.apply(hashed.subspan(column.slot.offset, column.slot.size));
  }
  return {hashed, is_empty};
}

}  // namespace tally::encoder
