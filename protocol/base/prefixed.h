// LP(x): the length of x as a little-endian u32, then x. Every part of a message for a MAC or
// digest has this prefix, so that two different lists of parts never give the same bytes
// (docs/formats/encodings.md).
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
