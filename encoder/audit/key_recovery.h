// Recovers the encoding without a key: decodes the filter of few tokens (birth) by equal columns,
// names its tokens from the register, and learns all other tokens from the few people that each
// decoded birth leaves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "encoder/audit/encoded.h"
#include "encoder/audit/nearest.h"
#include "encoder/audit/people.h"

namespace tally::encoder {

// How an attack works; equal for all.
struct AttackWork {
  const Agreement& agreement;
  const Dataset& dataset;
  std::uint64_t seed;
  unsigned threads;
};

struct KeyRecovery {
  bool applies = false;         // there is a filter of few tokens, and another filter
  std::uint64_t separated = 0;  // tokens of the decoded filter
  std::uint64_t tokens = 0;     // that the register has often enough
  std::uint64_t decoded = 0;    // rows of shared people whose whole birth is read right
  Score score;
};

KeyRecovery recover_key(const AttackWork& work, const Sides& sides, const EncodedRows& rows);

}  // namespace tally::encoder
