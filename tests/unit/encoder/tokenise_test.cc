#include "encoder/hash/tokenise.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/unit/protocol/vectors.h"

namespace tally::encoder::tokenise_test {
namespace {

using Texts = std::vector<std::string>;

Texts tokens_of(Tokens kind, std::string_view value) {
  TokenList list;
  tokenise(kind, value, list);
  Texts texts;
  for (std::size_t i = 0; i < list.size(); ++i) texts.emplace_back(list[i]);
  return texts;
}

Tokens kind_named(const std::string& name) {
  static const std::map<std::string, Tokens> kKinds = {
      {"padded_bigrams", Tokens::padded_bigrams},
      {"positional_characters", Tokens::positional_characters},
      {"date_components", Tokens::date_components},
      {"date_digits", Tokens::date_digits},
      {"value", Tokens::value}};
  return kKinds.at(name);
}

TEST_CASE("tokens are those of the vectors") {
  TokenList list;  // one for all values, so that tokens of an earlier value would be found
  for (const Json& vector : protocol_vectors::list(protocol_vectors::vectors(), "tokens")) {
    const std::string value = protocol_vectors::text(vector, "value");
    CAPTURE(protocol_vectors::text(vector, "kind"));
    CAPTURE(value);
    tokenise(kind_named(protocol_vectors::text(vector, "kind")), value, list);
    const Json::Array& expected = protocol_vectors::list(vector, "tokens");
    REQUIRE(list.size() == expected.size());
    for (std::size_t i = 0; i < list.size(); ++i) CHECK(list[i] == *expected[i].as_string());
  }
}

TEST_CASE("the order of words does not matter") {
  CHECK(tokens_of(Tokens::padded_bigrams, "ANN ANNA") ==
        tokens_of(Tokens::padded_bigrams, "ANNA ANN"));
}

TEST_CASE("a swapped day and month share their pair") {
  const auto pair_of = [](std::string_view date) {
    for (const std::string& token : tokens_of(Tokens::date_components, date)) {
      if (token.starts_with("MD")) return token;
    }
    return std::string();
  };
  CHECK(pair_of("20110304") == "MD0304");
  CHECK(pair_of("20110403") == "MD0304");
}

TEST_CASE("a day is possible only in its month and year") {
  struct Case {
    const char* date;
    bool possible;
  };
  constexpr Case kCases[] = {{"20110131", true},  {"20110132", false}, {"20110431", false},
                             {"20110430", true},  {"20120229", true},  {"20110229", false},
                             {"20000229", true},  {"19000229", false}, {"00000229", true},
                             {"00000230", false}, {"20110031", true},  {"20111331", true},
                             {"20111332", false}, {"20110000", false}};
  for (const Case& c : kCases) {
    CAPTURE(c.date);
    const Texts tokens = tokens_of(Tokens::date_components, c.date);
    const std::string day = "D" + std::string(c.date).substr(6);
    CHECK((std::find(tokens.begin(), tokens.end(), day) != tokens.end()) == c.possible);
  }
}

TEST_CASE("an empty value has no tokens of any kind") {
  for (const Tokens kind : {Tokens::padded_bigrams, Tokens::positional_characters,
                            Tokens::date_components, Tokens::date_digits, Tokens::value}) {
    CHECK(tokens_of(kind, "").empty());
  }
}

TEST_CASE("repeats are numbered each by itself") {
  TokenList list;
  for (const char* token : {"b", "a", "b", "b", "a"}) list.add({token});
  list.number_repeats();
  list.finish();
  REQUIRE(list.size() == 5);
  const char* const expected[] = {"a", "a#2", "b", "b#2", "b#3"};
  for (std::size_t i = 0; i < 5; ++i) CHECK(list[i] == expected[i]);
}

}  // namespace
}  // namespace tally::encoder::tokenise_test
