#include "encoder/profiles/read_place.h"

namespace tally::encoder {
namespace {

bool equal_words(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, to_upper, to_upper);
}

}  // namespace

bool is_wanted(const Place& place, std::string_view cell) {
  const std::string_view value = trim(cell);
  return std::ranges::any_of(place.is, [&](const std::string& v) { return equal_words(v, value); });
}

void apply_codes(const Mapping& mapping, std::string& value) {
  const auto code = std::ranges::find_if(
      mapping.codes, [&](const Mapping::Code& known) { return equal_words(known.from, value); });
  if (code != mapping.codes.end()) value = code->to;
}

}  // namespace tally::encoder
