// An accepted log prints the same, line by line, and its head follows from its bytes.
#include <string>

#include "protocol/evidence/log_format.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = tally::as_text(data, size);
  const auto read = tally::read_evidence(text, "log");
  if (!read) return 0;
  const tally::EvidenceLog& log = read.value();
  std::string printed;
  for (const tally::EvidenceEntry& entry : log.entries) {
    printed += tally::print_evidence(entry) + "\n";
  }
  tally::require(printed == text && log.digests.size() == log.entries.size());
  for (std::size_t i = 1; i < log.entries.size(); ++i) {
    tally::require(log.entries[i].previous == log.digests[i - 1]);
  }
  return 0;
}
