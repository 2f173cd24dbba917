// The bytes that a rehearsal derives from its seed instead of drawing them at random. Anybody who
// knows the seed can derive them, so they protect nobody. Only agreements of Purpose::rehearsal use
// them.
#pragma once

#include <cstdint>
#include <string_view>

#include "common/ids.h"

namespace tally {

// SHA-256 of LP("tallystick/1/rehearsal") LP(what) LP(party) and the seed as u64: 32 bytes for each
// `what` of each party.
Digest rehearsal_bytes(std::string_view what, std::string_view party, std::uint64_t seed);

}  // namespace tally
