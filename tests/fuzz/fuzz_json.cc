// Accepted JSON prints in a canonical form, which is accepted and prints the same.
#include "common/json.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = tally::parse_json(tally::as_text(data, size));
  if (!json) return 0;
  const std::string canonical = tally::dump_json(json.value());
  const auto again = tally::parse_json(canonical);
  tally::require(static_cast<bool>(again));
  tally::require(tally::dump_json(again.value()) == canonical);
  return 0;
}
