#include "encoder/encode/repeats.h"

#include <algorithm>
#include <bit>

namespace tally::encoder {
namespace {

constexpr std::size_t kBitsPerValue = 16;

bool test(const std::vector<std::uint64_t>& bits, std::uint64_t at) {
  return (bits[at / 64] >> at % 64 & 1) != 0;
}
void set(std::vector<std::uint64_t>& bits, std::uint64_t at) {
  bits[at / 64] |= std::uint64_t{1} << at % 64;
}

}  // namespace

void RepeatFinder::suspect(std::span<const OwnedValue> values) {
  const std::size_t bits = std::bit_ceil(std::max<std::size_t>(values.size() * kBitsPerValue, 64));
  once_.assign(bits / 64, 0);
  twice_.assign(bits / 64, 0);
  for (const OwnedValue& value : values) {
    const std::uint64_t at = value.value & (bits - 1);
    set(test(once_, at) ? twice_ : once_, at);
  }
  suspects_.clear();
  for (const OwnedValue& value : values) {
    if (value.value != 0 && test(twice_, value.value & (bits - 1))) suspects_.push_back(value);
  }
  std::ranges::sort(suspects_, [](const OwnedValue& a, const OwnedValue& b) {
    return a.value != b.value ? a.value < b.value : a.row < b.row;
  });
}

}  // namespace tally::encoder
