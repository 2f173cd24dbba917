// The evidence log of a party as text: one canonical JSON line for each entry, chained by digests.
// Format: docs/formats/evidence.md, sections 3 to 5.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/evidence/events.h"
#include "protocol/seal/manifest.h"

namespace tally {

inline constexpr std::size_t kMaxLog = std::size_t{64} << 20;  // bytes

struct EvidenceEntry {
  std::uint64_t number = 0;  // from 1
  Time time;                 // by the party's clock
  std::string party;
  Digest agreement;  // under which the party acts
  Event event;
  Digest previous;  // of the line before; zero for the first
};

struct EvidenceLog {
  std::vector<EvidenceEntry> entries;
  std::vector<Digest> digests;  // of each line
  EvidenceHead head() const {
    return {entries.size(), digests.empty() ? Digest() : digests.back()};
  }
  // line: the entry as print_evidence prints it.
  void add(EvidenceEntry entry, std::string_view line);
  void cut(std::size_t length);  // keeps so many entries, from the first
};

// As one line of a log, without LF.
std::string print_evidence(const EvidenceEntry& entry);
// malformed, with the line: anything that does not follow the format, a number or digest that does
// not follow from the line before, a party other than the first line's.
Result<EvidenceLog> read_evidence(std::string_view text, const std::string& name);

}  // namespace tally
