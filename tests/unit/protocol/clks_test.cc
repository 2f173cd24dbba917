#include "protocol/agreement/clks.h"

#include <doctest/doctest.h>

#include <cstring>
#include <random>
#include <vector>

#include "tests/unit/common/temporary_folder.h"

namespace tally::clks_test {
namespace {

ClkTable parse(std::string_view text) {
  return parse_clks(text, "a.json").value();
}

std::string error_of(std::string_view text) {
  const auto clks = parse_clks(text, "a.json");
  if (clks) return "none";
  CHECK(clks.error().code == Errc::malformed);
  return clks.error().message;
}

// A row's bytes as numbers, with the padding to whole words.
std::vector<unsigned> bytes_of(const ClkTable& clks, std::size_t row) {
  std::vector<std::uint8_t> bytes(clks.words() * 8);
  std::memcpy(bytes.data(), clks[row].data(), bytes.size());
  return {bytes.begin(), bytes.end()};
}

// Base64 by its definition, bit by bit.
std::string base64(const std::vector<std::uint8_t>& bytes) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t first = 0; first < bytes.size() * 8; first += 6) {
    unsigned digit = 0;
    for (std::size_t bit = first; bit < first + 6; ++bit) {
      const bool set = bit / 8 < bytes.size() && (bytes[bit / 8] >> (7 - bit % 8) & 1) != 0;
      digit = digit << 1 | (set ? 1 : 0);
    }
    text += kAlphabet[digit];
  }
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

// A file with some rows of random bytes, and the rows.
struct Example {
  std::vector<std::vector<std::uint8_t>> rows;
  std::string text = "{\"clks\": [";
};
Example example(std::size_t rows, std::size_t bytes, unsigned seed) {
  std::mt19937 random(seed);
  Example example;
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<std::uint8_t> clk(bytes);
    for (auto& byte : clk) byte = static_cast<std::uint8_t>(random());
    example.text += (row == 0 ? "\"" : ", \"") + base64(clk) + "\"";
    example.rows.push_back(clk);
  }
  example.text += "]}";
  return example;
}

void check_rows(const ClkTable& clks, const Example& example) {
  REQUIRE(clks.rows() == example.rows.size());
  REQUIRE(clks.bits() == example.rows[0].size() * 8);
  for (std::size_t row = 0; row < clks.rows(); ++row) {
    std::vector<std::uint8_t> expected = example.rows[row];
    expected.resize(clks.words() * 8);
    CHECK(std::memcmp(clks[row].data(), expected.data(), expected.size()) == 0);
  }
}

TEST_CASE("rows are the bytes of the file in order and padded with zeros") {
  const ClkTable clks = parse(R"({"clks": ["gBAB", "AAD/"]})");
  CHECK(clks.rows() == 2);
  CHECK(clks.bits() == 24);
  CHECK(bytes_of(clks, 0) == std::vector<unsigned>{0x80, 0x10, 0x01, 0, 0, 0, 0, 0});
  CHECK(bytes_of(clks, 1) == std::vector<unsigned>{0, 0, 0xFF, 0, 0, 0, 0, 0});
}

TEST_CASE("any length of whole bytes is read") {
  for (const std::size_t bytes :
       {1U, 2U, 3U, 7U, 8U, 9U, 64U, 125U, 128U, 256U, 131071U, 131072U}) {
    CAPTURE(bytes);
    const Example file = example(5, bytes, 1);
    check_rows(parse(file.text), file);
  }
}

TEST_CASE("white space may stand wherever JSON has it") {
  const ClkTable clks = parse("\r\n { \"clks\"\t:\n[ \"gBA=\" ,\r\n\t\"AP8=\"\n]\n}\n\n");
  CHECK(clks.rows() == 2);
  CHECK(parse("{\"clks\":[\"gBA=\",\"AP8=\"]}").rows() == 2);
}

TEST_CASE("the characters of base64 may be escaped as writers of JSON do") {
  const ClkTable plain = parse(R"({"clks": ["//++/w=="]})");
  for (const char* escaped : {R"({"clks": ["\/\/++\/w=="]})",
                              R"({"clks": ["\u002f\u002F\u002b\u002B/w\u003d\u003D"]})"}) {
    CAPTURE(escaped);
    CHECK(bytes_of(parse(escaped), 0) == bytes_of(plain, 0));
  }
}

TEST_CASE("a file that is not of CLKs is refused and the message says where") {
  const std::string shape = "expected {\"clks\": [\"base64\", ...]} and nothing else";
  const std::pair<std::string, std::string> cases[] = {
      {"", "ends early"},
      {"[\"gBA=\"]", "line 1: " + shape},
      {"\n\n{\"clk\": [\"gBA=\"]}", "line 3: " + shape},
      {"{\"clks\": \"gBA=\"}", "line 1: " + shape},
      {"{\"clks\", [\"gBA=\"]}", "line 1: " + shape},
      {"{\"\\u0063lks\": [\"gBA=\"]}", "line 1: " + shape},
      {"{\"a name that goes on for longer than any\": [\"gBA=\"]}", "line 1: " + shape},
      {"{\"projectId\": \"x\", \"clks\": [\"gBA=\"]}", "line 1: " + shape},
      {"{\"clks\": []}", "line 1: no CLKs"},
      {"{\"clks\": [", "ends early"},
      {"\xEF\xBB\xBF{\"clks\": [\"gBA=\"]}", "line 1: begins with a byte order mark"},
      {"{\"clknblocks\": [[\"gBA=\", \"1\"]]}", "line 1: the CLKs are in blocks"},
      {"{\"clks\": [\"gBA=\", 7]}", "entry 1: not a string"},
      {"{\"clks\": [[\"gBA=\"]]}", "entry 0: not a string"},
      {"{\"clks\": [\"gBA=\",]}", "entry 1: not a string"},
      {"{\"clks\": [\"gBA=\" \"gBA=\"]}",
       "entry 0: expected a comma or the end of the list after it"},
      {"{\"clks\": [\"gBA=\", \"gB", "ends early"},
      {"{\"clks\": [\"gBA=\", \"gBA=\"", "ends early"},
      {"{\"clks\": [\"gBA=\"]", "ends early"},
      {"{\"clks\": [\"gBA=\"], \"n\": 1}", "entry 0: after the list: " + shape},
      {"{\"clks\": [\"gBA=\"]} {}", "entry 0: after the object: " + shape},
      {std::string("{\"clks\": [\"gBA=\"]}\0", 19), "entry 0: after the object: " + shape},
      {"{\"clks\": [\"gBA=\", \"gBAA\"]}", "entry 1: its length differs from that of entry 0"},
  };
  for (const auto& a_case : cases) {
    CAPTURE(a_case.first);
    CHECK(error_of(a_case.first) == "a.json: " + a_case.second);
  }
}

TEST_CASE("base64 is strict") {
  const char* const cases[] = {
      "",      "g",        "gB",          "gBA",      "gBAA=",      "====",
      "A===",  "AA=A",     "gBB=",        "gB==",     "gBA-",       "gBA_",
      "gB A",  " gBA=",    "gBA=\\n",     "gBA=gBA=", "gBA\\u0041", "gBA\\\"",
      "gBA\n", "gB\\u002", "gBA\xC3\xA9", "\\\\BA=",  "gBA\\u003",
  };
  for (const char* text : cases) {
    CAPTURE(text);
    CHECK(error_of("{\"clks\": [\"" + std::string(text) + "\"]}") ==
          "a.json: entry 0: must be base64 of 1 to 131072 bytes");
  }
  CHECK(error_of("{\"clks\": [\"" + base64(std::vector<std::uint8_t>(131073)) + "\"]}") ==
        "a.json: entry 0: must be base64 of 1 to 131072 bytes");
  CHECK(error_of("{\"clks\": [\"" + std::string(1'000'000, 'A') + "\"]}") ==
        "a.json: entry 0: must be base64 of 1 to 131072 bytes");
}

TEST_CASE("hints say what to do about blocks and byte order marks") {
  CHECK(parse_clks("{\"clknblocks\": []}", "a").error().hint ==
        "all pairs are compared: save the CLKs without blocks");
  CHECK(parse_clks("\xEF\xBB\xBF{}", "a").error().hint ==
        "save the file without a byte order mark");
}

TEST_CASE("a file cut off anywhere is refused") {
  const std::string text = R"({"clks": ["gBA=", "\u002fP8="]})";
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    CHECK(error_of(text.substr(0, size)) == "a.json: ends early");
  }
}

TEST_CASE("a file that is read in several parts gives the same rows wherever it is cut") {
  const TemporaryFolder folder;
  Example file = example(3000, 128, 2);
  for (std::size_t shift = 0; shift < 180; ++shift) {
    CAPTURE(shift);
    file.text.insert(file.text.begin(), ' ');
    check_rows(read_clks(folder.put("a.json", file.text)).value(), file);
  }
}

TEST_CASE("a missing file is a system error and all errors name the path") {
  const TemporaryFolder folder;
  CHECK(read_clks(folder / "none.json").error().code == Errc::io);
  CHECK(read_clks(folder.path()).error().code == Errc::io);
  const std::string path = folder.put("a.json", "{\"clks\": [\"g\"]}");
  CHECK(read_clks(path).error().message.starts_with(path + ": entry 0: "));
}

}  // namespace
}  // namespace tally::clks_test
