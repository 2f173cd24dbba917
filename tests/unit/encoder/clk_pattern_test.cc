#include <doctest/doctest.h>

#include <string>

#include "encoder/clkhash/date_format.h"
#include "encoder/clkhash/pattern.h"

namespace tally::clk_pattern_test {
namespace {

using namespace encoder::clkhash;

bool matches(std::string_view pattern, std::string_view text) {
  auto compiled = Pattern::compile(pattern);
  REQUIRE(compiled);
  return compiled.value().matches(text);
}

}  // namespace

TEST_CASE("a pattern is matched against the whole value as Python matches it") {
  struct Example {
    const char* pattern;
    const char* matching;
    const char* other;
  };
  // Each result has been checked with Python's re.fullmatch.
  const Example examples[] = {
      {"", "", "a"},
      {"[0-9]{4}", "0123", "01234"},
      {"[A-Z]{2}\\d+|x?", "AB12", "xx"},
      {"(ab|a)(bc|c)?", "abbc", "abb"},
      {"a{2,3}b{,1}c{1,}", "aacc", "abc"},
      {"a{0}b", "b", "ab"},
      {"(?:a|b)*?c", "abac", "abad"},
      {"a.c",
       "a\xF0\x9F\x98\x80"
       "c",
       "a\nc"},
      {"[^a-c\\d]", "d", "5"},
      {"[]a]+", "a]", "["},
      {"[a-]", "-", "b"},
      {"[\\w.]+", "\xC3\xA9_.\xC2\xB2", "-"},
      {"\\d\\d", "1\xD9\xA3", "1\xC2\xB2"},
      {"\\s\\S",
       "\x1C"
       "a",
       "aa"},
      {"\\D\\W", "a-", "aa"},
      {"^a$", "a", "a\n"},
      {"a$\\n", "a\n", "a"},
      {"a\\Z", "a", "a\n"},
      {"a{", "a{", "a"},
      {"a{x}", "a{x}", "a"},
      {"{", "{", ""},
      {"\\x41\\u00e9\\t\\.", "A\xC3\xA9\t.", "A\xC3\xA9\tx"},
      {"(a*)*", "aaa", "b"},
      {"((a?){3}){3}", "aaaaaaaaa", "aaaaaaaaaa"},
      {"|a", "", "b"},
      {"(){5}a", "a", ""},
      {"\xC3\xA9+", "\xC3\xA9\xC3\xA9", "e"},
  };
  for (const Example& example : examples) {
    CAPTURE(example.pattern);
    CHECK(matches(example.pattern, example.matching));
    CHECK_FALSE(matches(example.pattern, example.other));
  }
}

TEST_CASE("a pattern that makes other engines backtrack for ever is fast") {
  std::string text(20000, 'a');
  CHECK(matches("(a|aa)*(a*)*", text));
  text += 'b';
  CHECK_FALSE(matches("(a|aa)*(a*)*", text));
}

TEST_CASE("text that is not a regular expression is malformed") {
  for (const char* pattern :
       {"(",       ")",  "a)",  "[",   "[]",   "[a",      "*a",         "a**",
        "a{2}{3}", "^*", "+",   "a|?", "{2}",  "[z-a]",   "[\\d-z]",    "[a-\\d]",
        "a{3,2}",  "\\", "[\\", "\\q", "\\x4", "\\u00g0", "\\U00110000"}) {
    CAPTURE(pattern);
    const auto compiled = Pattern::compile(pattern);
    REQUIRE_FALSE(compiled);
    CHECK(compiled.error().code == Errc::malformed);
  }
}

TEST_CASE("a pattern beyond the subset is refused") {
  const std::string deep = std::string(100, '(') + std::string(100, ')');
  const std::string nested = "((((a{1000}){1000}){1000}){1000}){1000}";
  for (const std::string& pattern :
       {std::string("(?=a)"), std::string("(?i)a"), std::string("(?P<n>a)"), std::string("\\1"),
        std::string("\\0"), std::string("\\bword\\b"), std::string("a*+"), std::string("a{2000}"),
        deep, nested}) {
    CAPTURE(pattern);
    const auto compiled = Pattern::compile(pattern);
    REQUIRE_FALSE(compiled);
    CHECK(compiled.error().code == Errc::refused);
    CHECK(compiled.error().message.starts_with("this software does not read"));
  }
}

TEST_CASE("dates are read as strptime reads them beyond the vectors") {
  struct Example {
    const char* format;
    const char* text;
    const char* date;  // empty: not a date
  };
  // Each result has been checked with Python's datetime.strptime.
  const Example examples[] = {
      {"%y %Y", "01 1999", "19990101"},
      {"%Y %y", "1999 01", "20010101"},
      {"%b %m", "Feb 3", "19000301"},
      {"%m %d %j", "02 30 5", "19000105"},
      {"%j%m%d", "0610229", "19000301"},
      {"%j%m%d", "0600229", ""},
      {"%Y-%j", "9999-366", ""},
      {"%d\xC3\x84%m",
       "1\xC3\xA4"
       "2",
       "19000201"},
      {"%d  %m", "1 \t 2", "19000201"},
      {"%p%I", "am12", "19000101"},
      {"%S", "61", ""},
      {"%A", "SUNDAY", "19000101"},
  };
  for (const Example& example : examples) {
    CAPTURE(example.format);
    auto format = DateFormat::parse(example.format);
    REQUIRE(format);
    std::string date;
    const bool read = bool(format.value().rewrite(example.text, date));
    CHECK((read ? date : "") == example.date);
  }
  CHECK(DateFormat::parse(std::string(300, 'x')).error().code == Errc::refused);
}

}  // namespace tally::clk_pattern_test
