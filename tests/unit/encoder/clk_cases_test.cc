#include <bit>

#include "common/base64.h"
#include "encoder/clkhash/clk.h"
#include "encoder/clkhash/clk_row_encoder.h"
#include "encoder/clkhash/schema_rules.h"
#include "protocol/base/kept_files.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/encoder/clk_vectors.h"

namespace tally::clk_cases_test {
namespace {

using namespace encoder::clkhash;
using namespace clk_vectors;

Validation validation_of(const Json& example) {
  return truth(example, "validate", true) ? Validation::yes : Validation::no;
}

Header header_of(const Json& example) {
  const Json* header = example.find("header");
  if (header->as_string()) return Header::ignore;
  return *header->as_bool() ? Header::check : Header::none;
}

std::int64_t popcount_of(const std::string& base64) {
  std::int64_t count = 0;
  const auto bytes = decode_base64_as_python(base64);
  for (const std::uint8_t byte : *bytes) count += std::popcount(byte);
  return count;
}

// The text that anonlink's encoder prints.
std::string clks_json(const Json& clks) {
  std::string out = "{\"clks\": [";
  for (const std::string_view clk : strings(clks)) {
    out += (out.back() == '[' ? "\"" : ", \"") + std::string(clk) + "\"";
  }
  return out + "]}";
}

}  // namespace

TEST_CASE("rows of every case give clkhashs filters bit for bit") {
  for (const std::string& name : files("cases")) {
    CAPTURE(name);
    const Json example = load(name);
    auto schema = parse_schema(*example.find("schema"));
    REQUIRE(schema);
    const Json& expected = *example.find("expected");
    ClkRowEncoder encoder(std::move(schema).value(), secret_of(example), validation_of(example));
    for (const int pass : {1, 2}) {  // the second uses the caches of the first
      CAPTURE(pass);
      for (std::size_t i = 0; i < list(example, "rows").size(); ++i) {
        CAPTURE(i);
        std::string clk;
        REQUIRE(encoder.encode(strings(list(example, "rows")[i]), clk));
        CHECK(clk == *list(expected, "clks")[i].as_string());
        CHECK(popcount_of(clk) == *list(expected, "popcounts")[i].as_integer());
      }
    }
    CHECK(encoder.schema().bits == number(expected, "bits"));
  }
}

TEST_CASE("the CSV of every case gives the file that anonlink reads") {
  const TemporaryFolder folder;
  for (const std::string& name : files("cases")) {
    CAPTURE(name);
    const Json example = load(name);
    const Bytes secret = secret_of(example);
    const auto rows =
        encode_clks({parse_schema(*example.find("schema")).value(), secret,
                     folder.put("in.csv", text(example, "csv")), folder / "out.json",
                     header_of(example), validation_of(example), kOverwriteAllButKeys});
    REQUIRE(rows);
    CHECK(rows.value() == list(example, "rows").size());
    CHECK(folder.get("out.json") == clks_json(*example.find("expected")->find("clks")));
  }
}

TEST_CASE("older documents convert to version 3 as clkhash converts them") {
  std::size_t converted = 0;
  for (const std::string& name : files("cases")) {
    const Json example = load(name);
    const Json* expected = example.find("converted_v3");
    if (!expected) continue;
    CAPTURE(name);
    CHECK(same(convert_to_v3(*example.find("schema")), *expected));
    ++converted;
  }
  CHECK(converted == 7);
}

}  // namespace tally::clk_cases_test
