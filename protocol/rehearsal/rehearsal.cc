#include "protocol/rehearsal/rehearsal.h"

#include "protocol/base/prefixed.h"

namespace tally {

Digest rehearsal_bytes(std::string_view what, std::string_view party, std::uint64_t seed) {
  Bytes message;
  append_prefixed(message, "tallystick/1/rehearsal");
  append_prefixed(message, what);
  append_prefixed(message, party);
  append_u64(message, seed);
  return sha256({message});
}

}  // namespace tally
