#include "common/utf8.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace tally::utf8_test {
namespace {

// Every code point but the surrogates, one after another.
std::string every_character() {
  std::string text;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c < 0xD800 || c > 0xDFFF) append_utf8(text, c);
  }
  return text;
}

TEST_CASE("every character is written and read back") {
  const std::string text = every_character();
  CHECK(is_utf8(text));
  CHECK(count_characters(text) == 0x110000 - 0x800);
  std::u32string characters;
  decode_utf8(text, characters);
  REQUIRE(characters.size() == 0x110000 - 0x800);
  CHECK(characters[0xD7FF] == 0xD7FF);
  CHECK(characters[0xD800] == 0xE000);
  CHECK(characters.back() == 0x10FFFF);
  std::string_view rest = text;
  for (const char32_t c : characters) {
    std::string one;
    append_utf8(one, c);
    if (take_character(rest) != one) FAIL(static_cast<std::uint32_t>(c));
  }
  CHECK(rest.empty());
}

TEST_CASE("bytes that are not UTF-8 are found in any place") {
  for (const char* text : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF",
                           "\xE2\x82", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF",
                           "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    for (const char* before : {"", "1234567", "12345678", "\xC3\xA9", "12345678\xC3\xA9"}) {
      CAPTURE(text);
      CAPTURE(before);
      CHECK_FALSE(is_utf8(before + std::string(text)));
      CHECK_FALSE(is_utf8(before + std::string(text) + "12345678"));
      CHECK_FALSE(is_ascii(before + std::string(text)));
    }
  }
}

TEST_CASE("ASCII at the front is counted to the first other byte") {
  CHECK(count_ascii("") == 0);
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string text(size, 'a');
    CHECK(count_ascii(text) == size);
    CHECK(is_ascii(text));
    CHECK(count_ascii(text + "\x80" + text) == size);
    CHECK_FALSE(is_ascii(text + "\xFF" + text));
  }
}

TEST_CASE("bytes that are not UTF-8 are taken one by one with their continuation bytes") {
  std::string_view text =
      "\xE2\x82"
      "a\x80\x80\xFF";
  CHECK(take_character(text) == "\xE2\x82");
  CHECK(take_character(text) == "a\x80\x80");
  CHECK(take_character(text) == "\xFF");
  CHECK(text.empty());
}

}  // namespace
}  // namespace tally::utf8_test
