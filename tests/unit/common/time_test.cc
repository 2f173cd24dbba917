#include "common/time.h"

#include <doctest/doctest.h>

namespace tally::time_test {
namespace {

TEST_CASE("times print and read back") {
  struct Case {
    std::int64_t seconds;
    const char* time;
    const char* date;
  };
  const Case cases[] = {
      {0, "1970-01-01T00:00:00Z", "1970-01-01"},
      {86'399, "1970-01-01T23:59:59Z", "1970-01-01"},
      {951'782'400, "2000-02-29T00:00:00Z", "2000-02-29"},
      {1'795'340'045, "2026-11-22T09:34:05Z", "2026-11-22"},
      {4'107'542'400, "2100-03-01T00:00:00Z", "2100-03-01"},
      {253'402'300'799, "9999-12-31T23:59:59Z", "9999-12-31"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.time);
    CHECK(print_time({c.seconds}) == c.time);
    CHECK(print_date({c.seconds}) == c.date);
    REQUIRE(parse_time(c.time));
    CHECK(parse_time(c.time)->seconds == c.seconds);
    REQUIRE(parse_date(c.date));
    CHECK(parse_date(c.date)->seconds == c.seconds - c.seconds % kSecondsADay);
  }
}

TEST_CASE("every day of four hundred years reads back") {
  for (Time day; day < parse_date("2370-01-01"); day = days_after(day, 1)) {
    if (parse_date(print_date(day)) != day) FAIL(print_date(day));
  }
}

TEST_CASE("a time has one form and must exist") {
  for (const char* text :
       {"", "2026-11-22", "2026-11-22T09:34:05", "2026-11-22T09:34:05z", "2026-11-22 09:34:05Z",
        "2026-11-22T09:34:05Z ", "2026-11-22T24:00:00Z", "2026-11-22T23:60:00Z",
        "2026-12-31T23:59:60Z", "2026-02-29T00:00:00Z", "2026-11-22T09:34:05.0Z",
        "2026-11-22T+9:34:05Z", "1969-12-31T23:59:59Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text));
  }
}

TEST_CASE("a date has one form and must exist") {
  for (const char* text : {"", "2026-11-31", "2026-13-01", "2026-00-01", "2026-01-00", "2100-02-29",
                           "26-11-22", "2026-1-22", "22/11/2026", "1969-12-31", "2026-11-22T"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("now is between this code and its certificates end") {
  CHECK(now() > *parse_date("2024-01-01"));
  CHECK(now() < *parse_date("2200-01-01"));
}

}  // namespace
}  // namespace tally::time_test
