// Names rows from a few that the attacker knows: learns the tokens' bits from the known people,
// claims the nearest, learns again from the claims, and so on.
#pragma once

#include "encoder/audit/key_recovery.h"

namespace tally::encoder {

struct LandmarkAttack {
  bool applies = false;  // there is a filter
  std::uint64_t known = 0;
  Score score;  // of the others
};

// known: how many of the shared people, chosen by the seed.
LandmarkAttack attack_with_landmarks(const AttackWork& work, const Sides& sides,
                                     const EncodedRows& rows, std::size_t known);

}  // namespace tally::encoder
