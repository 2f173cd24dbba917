#include "common/base64.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace tally::base64_test {
namespace {

std::string written(ByteView bytes) {
  std::string text;
  append_base64(bytes, text);
  return text;
}

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

bool reads(std::string_view text) {
  Bytes out(base64_size(text));
  return !out.empty() && decode_base64(text, out);
}

TEST_CASE("bytes print as in the RFC") {
  CHECK(written(bytes_of("")).empty());
  CHECK(written(bytes_of("f")) == "Zg==");
  CHECK(written(bytes_of("fo")) == "Zm8=");
  CHECK(written(bytes_of("foo")) == "Zm9v");
  CHECK(written(bytes_of("foobar")) == "Zm9vYmFy");
  CHECK(written(Bytes{0xFB, 0xFF, 0xBF}) == "+/+/");
}

TEST_CASE("printed base64 is read back by both readers") {
  Bytes bytes;
  for (std::size_t size = 1; size < 100; ++size) {
    bytes.push_back(static_cast<std::uint8_t>(size * 37 % 251));
    const std::string text = written(bytes);
    CAPTURE(text);
    REQUIRE(base64_size(text) == size);
    Bytes out(size);
    CHECK(decode_base64(text, out));
    CHECK(out == bytes);
    CHECK(decode_base64_as_python(text) == bytes);
  }
}

TEST_CASE("only one way to write bytes is read") {
  for (const char* text : {"", "Zg", "Zg=", "Z===", "====", "Zh==", "Zm9=", "Zm-v", "Zm_v", "Zm 9v",
                           "Zm9v\n", "Zg==Zg==", "Zm9\xC3"}) {
    CAPTURE(text);
    CHECK_FALSE(reads(text));
  }
  CHECK(reads("Zg=="));
  CHECK(decode_base64_as_python("Zh==") == bytes_of("f"));
  CHECK(decode_base64_as_python("Zm-9v?") == bytes_of("foo"));
}

}  // namespace
}  // namespace tally::base64_test
