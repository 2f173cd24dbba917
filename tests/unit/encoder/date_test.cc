#include "encoder/record/date.h"

#include <doctest/doctest.h>

namespace tally::encoder::date_test {
namespace {

Date date(std::string_view text) {
  return Date::parse(text).value();
}

}  // namespace

TEST_CASE("dates are possible when the calendar has them") {
  for (const char* text :
       {"20120229", "20000229", "00000229", "20100001", "20100500", "20101231"}) {
    CAPTURE(text);
    CHECK(date(text).is_possible());
  }
  for (const char* text :
       {"20110431", "20101232", "20101301", "19000229", "20110229", "20101399"}) {
    CAPTURE(text);
    CHECK_FALSE(date(text).is_possible());
  }
}

TEST_CASE("a date is whole when all its parts are known") {
  CHECK(date("20100501").is_whole());
  for (const char* text : {"00000501", "20100001", "20100500"}) {
    CAPTURE(text);
    CHECK_FALSE(date(text).is_whole());
    CHECK(date(text).is_known());
  }
  CHECK_FALSE(date("00000000").is_known());
}

TEST_CASE("a date reads the same with dashes and without and prints with them") {
  for (const char* text : {"2010-03-04", "2010-00-00", "0000-00-17", "2010-86-99", "0000-00-00"}) {
    CAPTURE(text);
    std::string plain(text);
    plain.erase(7, 1).erase(4, 1);
    CHECK(date(plain) == date(text));
    CHECK(date(text).print() == text);
  }
}

TEST_CASE("text of any other form is not a date") {
  for (const char* text : {"", "2010", "2010-03", "2010-3-04", "04/03/2010", "2010-03-0x",
                           "201003040", "2010/03/04", "-010-03-04", "2010-03-04 "}) {
    CAPTURE(text);
    CHECK_FALSE(Date::parse(text));
  }
}

TEST_CASE("dates are in the order of their days and count whole years") {
  CHECK(date("20100304") < date("20100305"));
  CHECK(date("20100399") < date("20100401"));
  CHECK(date("20100300") < date("20100301"));
  CHECK(date("99991231") < kNoDay);
  CHECK(date("20001122").years_until(date("20261122")) == 26);
  CHECK(date("20001123").years_until(date("20261122")) == 25);
  CHECK(date("20270101").years_until(date("20261122")) == 0);
}

}  // namespace tally::encoder::date_test
