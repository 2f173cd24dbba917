#include "encoder/hash/harden.h"

#include <algorithm>

namespace tally::encoder {

HardenedRow harden(ByteView hashed) {
  const ByteView columns = hashed.subspan(Reference::kSize);
  const bool is_empty = std::ranges::all_of(columns, [](std::uint8_t byte) { return byte == 0; });
  return {hashed, is_empty};
}

}  // namespace tally::encoder
