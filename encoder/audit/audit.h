// Runs the published attacks on a holder's own people, under the encoding of an agreement and
// throwaway keys, and says what each found: docs/audit.md. Nothing leaves this process.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/progress.h"
#include "encoder/audit/nearest.h"
#include "encoder/audit/people.h"
#include "protocol/agreement/agreement.h"

namespace tally::encoder {

// The most records of a file or a register in an attack.
inline constexpr std::size_t kMostAudited = 10'000;
// How many keys an attack must fail against before it counts as held.
inline constexpr unsigned kAuditKeys = 5;

struct AuditRequest {
  const Agreement& agreement;
  const Dataset& dataset;
  const People& file;             // up to twice kMostAudited, to make both sides from
  const People* given = nullptr;  // a register
  std::uint64_t seed;
  unsigned threads;
  Progress& progress;
};

enum class Verdict : std::uint8_t {
  named,    // more people than by chance
  held,     // no more than by chance, over kAuditKeys keys
  shows,    // says something of values, names nobody by itself
  no_base,  // the encoding has nothing for the attack to work on
};

struct AttackFinding {
  std::string attack;
  std::string attacker;  // has what
  std::string outcome;   // with figures
  Verdict verdict;
  double seconds = 0;
  std::uint64_t known = 0;  // records
  Score score = {};
  unsigned keys = 0;  // tried
  bool fell = false;  // to the last key; score is of this key only
};

struct AuditReport {
  std::string dataset;
  std::uint64_t seed;
  std::uint64_t records;                // of the sample
  std::vector<AttackFinding> findings;  // in the order of the attacks
};

AuditReport audit(const AuditRequest& request);

}  // namespace tally::encoder
