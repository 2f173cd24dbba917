// What a rehearsal derives from its seed instead of drawing it at random: the same for anybody who
// knows the seed, so it protects nobody. Only agreements of Purpose::rehearsal take it.
#pragma once

#include <cstdint>
#include <string_view>

#include "common/ids.h"

namespace tally {

// SHA-256 of LP("tallystick/1/rehearsal") LP(what) LP(party) and the seed as u64: 32 bytes for each
// thing of each party.
Digest rehearsal_bytes(std::string_view what, std::string_view party, std::uint64_t seed);

}  // namespace tally
