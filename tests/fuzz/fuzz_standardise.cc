// Any bytes in any field: the result is valid, plain and bounded. A result in plain Latin does not
// change when it is standardised again.
#include <string>

#include "encoder/standardise/standardise.h"
#include "tests/fuzz/fuzz.h"

namespace {

using tally::Field;
using tally::require;
using tally::encoder::CellState;

bool is_ascii(char c) {
  return (c & '\x80') == 0;
}

bool is_plain(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || !is_ascii(c);
}

// Returns whether the value is in plain Latin.
bool check_form(std::string_view value) {
  require(!value.empty() && value.size() <= 1000);
  require(value.front() != ' ' && value.back() != ' ');
  require(value.find("  ") == std::string_view::npos);
  bool latin = true;
  for (const char c : value) {
    require(is_plain(c));
    latin = latin && is_ascii(c);
  }
  return latin;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static tally::encoder::Standardiser standardiser;
  const std::string_view cell = tally::as_text(data, size);
  std::string value;
  std::string again;
  for (std::size_t i = 0; i < tally::kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    if (standardiser.standardise(field, cell, value) != CellState::present) {
      require(value.empty());
      continue;
    }
    const bool latin = check_form(value);
    // The value is present again, so it is UTF-8.
    require(standardiser.standardise(field, value, again) == CellState::present);
    require(again == value || !latin);
  }
  return 0;
}
