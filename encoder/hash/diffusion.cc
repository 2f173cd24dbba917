#include "encoder/hash/diffusion.h"

#include <algorithm>
#include <cassert>

namespace tally::encoder {

Diffusion::Diffusion(keys::DiffusionKey key, std::uint32_t bits, std::uint32_t t)
    : t_(t), plain_(bits / 8) {
  assert(bits % 64 == 0 && t < bits);
  positions_.reserve(std::size_t{bits} * t);  // once: growing would leave copies in memory
  std::vector<std::uint32_t> left;            // of the round, the next at the end
  std::uint32_t round = 0;
  for (std::size_t i = 0; i < std::size_t{bits} * t; ++i) {
    if (left.empty()) {
      left = key.order(round++);
      std::ranges::reverse(left);
    }
    take_next(left, i / t * t);
  }
}

// Takes the next position that is not among those from `own` on, the ones that the bit has from the
// round before; the next bits take those passed over. So every position is in exactly t bits.
void Diffusion::take_next(std::vector<std::uint32_t>& left, std::size_t own) {
  const auto is_taken = [&](std::uint32_t position) {
    return std::find(positions_.begin() + static_cast<std::ptrdiff_t>(own), positions_.end(),
                     position) != positions_.end();
  };
  auto next = left.end() - 1;
  while (is_taken(*next)) --next;
  positions_.push_back(*next);
  left.erase(next);
}

Diffusion::~Diffusion() {
  wipe({reinterpret_cast<std::uint8_t*>(positions_.data()), positions_.size() * 4});
  wipe(plain_);
}

bool Diffusion::bit(std::size_t j) const {
  unsigned sum = 0;
  for (const std::uint32_t p : std::span(positions_).subspan(j * t_, t_)) {
    sum ^= static_cast<unsigned>(plain_[p / 8]) >> p % 8;
  }
  return (sum & 1) != 0;
}

void Diffusion::apply(std::span<std::uint8_t> filter) {
  assert(filter.size() == plain_.size());
  std::ranges::copy(filter, plain_.begin());
  for (std::size_t byte = 0; byte < filter.size(); ++byte) {
    unsigned bits = 0;
    for (unsigned i = 0; i < 8; ++i) bits |= unsigned{bit(byte * 8 + i)} << i;
    filter[byte] = static_cast<std::uint8_t>(bits);
  }
}

}  // namespace tally::encoder
