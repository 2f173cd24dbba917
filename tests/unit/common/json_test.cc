#include "common/json.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace tally::json_test {
namespace {

std::string round_trip(std::string_view text) {
  return dump_json(parse_json(text).value());
}

}  // namespace

TEST_CASE("values are read by kind") {
  const Json json =
      parse_json(
          R"({"b": true, "i": -7, "r": 0.5, "s": "\u00e9\ud83d\ude00", "n": null, "a": [1]})")
          .value();
  CHECK(*json.find("b")->as_bool());
  CHECK(*json.find("i")->as_integer() == -7);
  CHECK(*json.find("r")->as_real() == 0.5);
  CHECK(*json.find("s")->as_string() == "\xC3\xA9\xF0\x9F\x98\x80");
  CHECK(json.find("n")->is_null());
  CHECK(json.find("a")->as_array()->size() == 1);
  CHECK(json.find("missing") == nullptr);
  CHECK(json.find("a")->find("x") == nullptr);
  CHECK(json.find("i")->as_real() == nullptr);
  CHECK(json.as_object()->front().first == "b");
}

TEST_CASE("integers are exact within 64 bits and real beyond") {
  CHECK(*parse_json("9223372036854775807").value().as_integer() == INT64_MAX);
  CHECK(*parse_json("-9223372036854775808").value().as_integer() == INT64_MIN);
  CHECK(*parse_json("9223372036854775808").value().as_real() == 0x1p63);
  CHECK(*parse_json("-9223372036854775809").value().as_real() == -0x1p63);
  CHECK(*parse_json("9223372036854775808").value().as_digits() == "9223372036854775808");
  CHECK(*parse_json("-99999999999999999999").value().as_digits() == "-99999999999999999999");
  CHECK(parse_json("9223372036854775807").value().as_digits() == nullptr);
  CHECK(parse_json("1e30").value().as_digits() == nullptr);
  CHECK(*parse_json("1e2").value().as_real() == 100);
  CHECK(*parse_json("1e-400").value().as_real() == 0);
}

TEST_CASE("of a repeated key the last value counts in the place of the first") {
  const std::string text = R"({"a": 1, "b": 2, "a": 3, "c": 4, "b": 5, "a": 6})";
  CHECK(round_trip(text) == "{\n  \"a\": 6,\n  \"b\": 5,\n  \"c\": 4\n}\n");
}

TEST_CASE("the canonical form is printed") {
  const Json json = Json::Object{{"name", "x"},
                                 {"none", Json::Array{}},
                                 {"empty", Json::Object{}},
                                 {"list", Json::Array{std::int64_t{1}, Json(), false, 2.0, 0.1}}};
  CHECK(dump_json(json) ==
        "{\n  \"name\": \"x\",\n  \"none\": [],\n  \"empty\": {},\n  \"list\": [\n    1,\n"
        "    null,\n    false,\n    2.0,\n    0.1\n  ]\n}\n");
  CHECK(dump_json("a\"\\/\b\f\n\r\t\x01\x1f\x7f\xC3\xA9") ==
        "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\xC3\xA9\"\n");
}

TEST_CASE("printed JSON reads back the same") {
  for (const char* text :
       {"null\n", "[]\n", "{}\n", "-0.0\n", "1e+300\n", "5e-324\n", "0.1\n", "\"\\u0000\"\n",
        "[\n  [\n    {}\n  ],\n  1.0\n]\n", "{\n  \"\": \"\"\n}\n", "123456789.125\n"}) {
    CAPTURE(text);
    CHECK(round_trip(text) == text);
  }
}

TEST_CASE("text that is not JSON is refused with its place and never its text") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  const std::array<std::pair<std::string, std::string>, 21> cases = {{
      {"", "line 1, column 1: not valid JSON"},
      {"{} x", "line 1, column 4: not valid JSON"},
      {"[1,\n2,,]", "line 2, column 3: not valid JSON"},
      {"\"\xC3\xA9\" x", "line 1, column 5: not valid JSON"},
      {"[1", "line 1, column 3: not valid JSON"},
      {"{\"a\" 1}", "line 1, column 6: not valid JSON"},
      {"{a: 1}", "line 1, column 2: not valid JSON"},
      {"'a'", "line 1, column 1: not valid JSON"},
      {"01", "line 1, column 2: not valid JSON"},
      {"NaN", "line 1, column 1: not valid JSON"},
      {"1e999", "line 1, column 5: not valid JSON"},
      {"// x\n1", "line 1, column 1: not valid JSON"},
      {"\"a\nb\"", "line 1, column 3: not valid JSON"},
      {"\"\xFF\"", "line 1, column 2: not valid JSON"},
      {"\"\xC0\x80\"", "line 1, column 2: not valid JSON"},
      {"\"\xED\xA0\x80\"", "line 1, column 3: not valid JSON"},
      {"\"\\ud800\"", "line 1, column 8: not valid JSON"},
      {std::string("{}\0x", 4), "line 1, column 3: not valid JSON"},
      {"\xEF\xBB\xBF{}", "line 1, column 1: a byte order mark"},
      {nested(kJsonMaxDepth + 1), "line 1, column 65: nested more than 64 levels deep"},
      {std::string(1000000, '['), "line 1, column 65: nested more than 64 levels deep"},
  }};
  for (const auto& c : cases) {
    CAPTURE(c.first.substr(0, 20));
    const Result<Json> parsed = parse_json(c.first);
    REQUIRE(!parsed);
    CHECK(parsed.error().code == Errc::malformed);
    CHECK(parsed.error().message == c.second);
  }
  CHECK(parse_json(nested(kJsonMaxDepth)));
  CHECK(parse_json("\"" + std::string(1000, '[') + "\\\"[\""));
}

}  // namespace tally::json_test
