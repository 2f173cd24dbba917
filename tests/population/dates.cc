#include "tests/population/dates.h"

#include <array>

namespace tally::population {
namespace {

using std::chrono::year_month_day;

std::string two(unsigned n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}
std::string year_of(Day day) {
  return std::to_string(static_cast<int>(year_month_day{day}.year()));
}
std::string month_of(Day day) {
  return two(static_cast<unsigned>(year_month_day{day}.month()));
}
std::string day_of(Day day) {
  return two(static_cast<unsigned>(year_month_day{day}.day()));
}

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::string iso(Day day) {
  return year_of(day) + "-" + month_of(day) + "-" + day_of(day);
}

std::string compact(Day day) {
  return year_of(day) + month_of(day) + day_of(day);
}

std::string with_slashes(Day day) {
  return day_of(day) + "/" + month_of(day) + "/" + year_of(day);
}

std::string of_collect(Day day) {
  const auto month = static_cast<unsigned>(year_month_day{day}.month());
  return year_of(day) + "-" + std::string(kMonths[month - 1]) + "-" + day_of(day) + " 00:00:00";
}

std::string of_database(Day day) {
  return iso(day) + " 00:00:00";
}

std::optional<Day> parse_iso(std::string_view date) {
  if (date.size() != 10) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (const char c : date.substr(at, length)) value = value * 10 + (c - '0');
    return value;
  };
  const year_month_day day{std::chrono::year{number(0, 4)},
                           std::chrono::month{static_cast<unsigned>(number(5, 2))},
                           std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  if (!day.ok()) return std::nullopt;
  return Day{day};
}

std::string entered(const std::string& typed, Day right, std::string (*layout)(Day)) {
  return typed.empty() ? typed : layout(parse_iso(typed).value_or(right));
}

Day years_before(Day day, int count) {
  const year_month_day date = year_month_day{day} - std::chrono::years{count};
  return date.ok() ? Day{date} : Day{date.year() / date.month() / std::chrono::last};
}

int whole_years(Day from, Day to) {
  const year_month_day first{from}, last{to};
  const int difference = static_cast<int>(last.year()) - static_cast<int>(first.year());
  const bool to_come = last.year() / first.month() / first.day() > last;
  return difference - (to_come ? 1 : 0);
}

}  // namespace tally::population
