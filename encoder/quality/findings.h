// The faults of an export in words, in the order in which to fix them. Counts only, never a value.
// docs/formats/quality.md lists the codes and the rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "encoder/quality/check.h"

namespace tally::encoder {

struct Finding {
  std::string_view code;  // stable: programs use it
  std::optional<Field> field;
  std::uint64_t people;  // rows that it affects
  bool exact;            // false: people is an estimate
  std::string text;
};

// Wrong columns come first, since nothing can be encoded with them; then faults that affect the
// most people.
std::vector<Finding> findings(const Quality& quality);
// "field: text".
std::string line_of(const Finding& finding);

// Days, in four years, on which dates often fall if a part was not known: 1 January, and the 15th
// of a month.
inline constexpr std::uint64_t kFirstsOfJanuary = 4;
inline constexpr std::uint64_t kFifteenths = 48;
// How many of `whole` dates chance puts on so many days of four years.
std::uint64_t by_chance(std::uint64_t whole, std::uint64_t days);

// With this number of owners, a value of this field is a suspected default: 4 for an identifier;
// for a date or postcode ten times the average of a value, but at least 20 or 10.
std::uint32_t crowd_of(Field field, const Quality& quality);
// Values of the field with at least so many owners, and whether these are all of them.
struct Crowd {
  Held held;
  bool exact;
};
Crowd crowd_in(Field field, const Quality& quality);

// An estimate is marked as one, and has three figures.
std::string counted(std::uint64_t n, bool exact);
// Rounded to a tenth. Only exactly 0 and exactly all are printed as 0.0 and 100.0.
std::string percent(std::uint64_t n, std::uint64_t of);

}  // namespace tally::encoder
