// Times as our files write them: UTC to the second, 2026-11-22T09:30:00Z, and days, 2026-11-22. A
// library function takes the time as an argument; only commands call now().
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tally {

struct Time {
  std::int64_t seconds = 0;  // since 1970-01-01T00:00:00Z, leap seconds not counted
  friend constexpr auto operator<=>(Time, Time) = default;
};
inline constexpr std::int64_t kSecondsADay = 86'400;
constexpr Time days_after(Time time, std::int64_t days) {
  return {time.seconds + days * kSecondsADay};
}

Time now();
std::string print_time(Time time);  // of the years 1970 to 9999
std::optional<Time> parse_time(std::string_view text);
// The beginning of a day.
std::string print_date(Time time);
std::optional<Time> parse_date(std::string_view text);

}  // namespace tally
