#include "common/time.h"

#include <chrono>
#include <ctime>

namespace tally {
namespace {

// The two forms differ in length. Each shows the places of its digits and its other characters.
constexpr std::string_view kDateForm = "0000-00-00";
constexpr std::string_view kTimeForm = "0000-00-00T00:00:00Z";

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  }
  return true;
}

unsigned number_at(std::string_view text, std::size_t place, std::size_t digits) {
  unsigned number = 0;
  for (const char c : text.substr(place, digits)) number = number * 10 + unsigned(c - '0');
  return number;
}

void append_number(std::string& out, std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  if (text.size() < digits) out.append(digits - text.size(), '0');
  out += text;
}

std::chrono::sys_seconds to_chrono(Time time) {
  return std::chrono::sys_seconds(std::chrono::seconds(time.seconds));
}

}  // namespace

Time now() {
  return {static_cast<std::int64_t>(std::time(nullptr))};
}

std::string print_date(Time time) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(to_chrono(time)));
  std::string text;
  append_number(text, static_cast<int>(day.year()), 4);
  text += '-';
  append_number(text, static_cast<unsigned>(day.month()), 2);
  text += '-';
  append_number(text, static_cast<unsigned>(day.day()), 2);
  return text;
}

std::string print_time(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(to_chrono(time));
  const std::int64_t second = (to_chrono(time) - day).count();
  std::string text = print_date(time) + 'T';
  append_number(text, second / 3600, 2);
  text += ':';
  append_number(text, second / 60 % 60, 2);
  text += ':';
  append_number(text, second % 60, 2);
  return text + 'Z';
}

std::optional<Time> parse_date(std::string_view text) {
  if (!has_form(text, kDateForm)) return std::nullopt;
  const std::chrono::year_month_day day(std::chrono::year(static_cast<int>(number_at(text, 0, 4))),
                                        std::chrono::month(number_at(text, 5, 2)),
                                        std::chrono::day(number_at(text, 8, 2)));
  if (!day.ok() || day.year() < std::chrono::year(1970)) return std::nullopt;
  return Time{std::chrono::sys_days(day).time_since_epoch().count() * kSecondsADay};
}

std::optional<Time> parse_time(std::string_view text) {
  if (!has_form(text, kTimeForm)) return std::nullopt;
  const std::optional<Time> day = parse_date(text.substr(0, kDateForm.size()));
  const unsigned hour = number_at(text, 11, 2);
  const unsigned minute = number_at(text, 14, 2);
  const unsigned second = number_at(text, 17, 2);
  if (!day || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return Time{day->seconds + hour * 3600 + minute * 60 + second};
}

}  // namespace tally
