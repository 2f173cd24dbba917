// LP(x): a u32 little-endian length, then the bytes. Parts of a MAC's or a digest's message are
// prefixed so that no two lists of parts read the same (docs/formats/encodings.md).
#pragma once

#include "common/bytes.h"

namespace tally {

inline void append_prefixed(Bytes& out, ByteView part) {
  append_u32(out, static_cast<std::uint32_t>(part.size()));
  out.insert(out.end(), part.begin(), part.end());
}
inline void append_prefixed(Bytes& out, std::string_view part) {
  append_prefixed(out, as_bytes(part));
}

}  // namespace tally
