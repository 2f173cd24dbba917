#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "encoder/clkhash/clk_row_encoder.h"
#include "encoder/clkhash/rows.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::clk_rows_test {
namespace {

using namespace encoder::clkhash;

struct Row {
  std::uint64_t line;
  std::vector<std::string> cells;
  bool operator==(const Row&) const = default;
};

std::vector<Row> read_all(RowReader reader) {
  std::vector<Row> rows;
  for (;;) {
    const auto more = reader.next();
    REQUIRE(more);
    if (!more.value()) break;
    rows.push_back({reader.line(), {reader.row().begin(), reader.row().end()}});
  }
  return rows;
}

std::vector<Row> read_text(std::string text) {
  return read_all(RowReader::over(std::move(text), "text"));
}

Error error_of(RowReader reader) {
  for (;;) {
    const auto more = reader.next();
    if (!more) return more.error();
    REQUIRE(more.value());
  }
}

// One ngram feature.
Schema small_schema() {
  Schema schema;
  schema.bits = 128;
  schema.features.push_back({"x", Encoded{}});
  schema.features[0].encoded->format = StringFormat{};
  schema.features[0].encoded->comparison = Ngrams{2, false};
  schema.features[0].encoded->strategy = {Strategy::Bits::per_feature, 30};
  return schema;
}

std::string encode(ClkRowEncoder& encoder, std::string_view cell) {
  std::string clk;
  REQUIRE(encoder.encode({&cell, 1}, clk));
  return clk;
}

}  // namespace

TEST_CASE("rows are those of Pythons csv module with the line on which they begin") {
  CHECK(read_text("").empty());
  CHECK(read_text("a") == std::vector<Row>{{1, {"a"}}});
  CHECK(read_text("a,\n") == std::vector<Row>{{1, {"a", ""}}});
  CHECK(read_text("\"\"\n") == std::vector<Row>{{1, {""}}});
  CHECK(read_text("\n\na") == std::vector<Row>{{1, {}}, {2, {}}, {3, {"a"}}});
  CHECK(read_text("a\r\nb\rc\n\rd") ==
        std::vector<Row>{{1, {"a"}}, {2, {"b"}}, {3, {"c"}}, {4, {}}, {5, {"d"}}});
  CHECK(read_text("\"a\r\nb\n\rc\",x\ny") ==
        std::vector<Row>{{1, {"a\r\nb\n\rc", "x"}}, {5, {"y"}}});
  CHECK(read_text("\"a\"\"b\",\"c\"d\"e\", \"f\"") ==
        std::vector<Row>{{1, {"a\"b", "cd\"e\"", " \"f\""}}});
  CHECK(read_text("\"a,\nb") == std::vector<Row>{{1, {"a,\nb"}}});
}

TEST_CASE("the places where a file is cut into pieces do not show") {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 40000; ++i) {
    text += std::to_string(i) + ",\"q\"\"" + std::string(static_cast<std::size_t>(i % 7), 'x') +
            "\r\n\",z" +
            (i % 3 == 0   ? "\r\n"
             : i % 3 == 1 ? "\n"
                          : "\r");
  }
  const auto whole = read_text(text);
  CHECK(whole.size() == 40000);
  auto opened = RowReader::open(folder.put("in.csv", text));
  REQUIRE(opened);
  CHECK(read_all(std::move(opened).value()) == whole);
}

TEST_CASE("a cell or row too large and text that is not UTF-8 are errors with their line") {
  CHECK(read_text(std::string(RowReader::kMaxCell, 'x'))[0].cells[0].size() == RowReader::kMaxCell);
  std::string wide;
  for (std::size_t i = 0; i < RowReader::kMaxCell; ++i) wide += "\xC3\xA9";
  CHECK(read_text(wide)[0].cells[0].size() == 2 * RowReader::kMaxCell);
  CHECK(error_of(RowReader::over("a\n" + std::string(RowReader::kMaxCell + 1, 'x'), "t")).message ==
        "t:2: a cell over 131072 characters");
  CHECK(error_of(RowReader::over(std::string(RowReader::kMaxColumns, ','), "t")).message ==
        "t:1: more than 10000 cells");
  for (const char* bad : {"\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80", "a\x80", "\xE2\x82"}) {
    CHECK(error_of(RowReader::over(std::string("a\nb\n") + bad, "t")).message == "t:3: not UTF-8");
  }
  const TemporaryFolder folder;
  auto endless = RowReader::open(folder.put("in.csv", "\"" + std::string(20 << 20, 'x')));
  REQUIRE(endless);
  CHECK(error_of(std::move(endless).value()).code == Errc::malformed);
}

TEST_CASE("the length that a row may have does not depend on the rows before it") {
  // 200 cells of 100 kB: a row of 20 MB, over the limit.
  std::string row;
  for (int i = 0; i < 200; ++i) row += std::string(100000, 'x') + ",";
  for (const std::size_t before : {0U, 60000U, 120000U, 250000U}) {
    CAPTURE(before);
    const TemporaryFolder folder;
    const std::string text =
        std::string(before / 2, 'y') + "," + std::string(before / 2, 'y') + "\n";
    auto rows = RowReader::open(folder.put("in.csv", text + row + "\n"));
    REQUIRE(rows);
    CHECK(error_of(std::move(rows).value()).message.ends_with(":2: a row over 16777216 bytes"));
  }
}

TEST_CASE("the caches of an encoder change no filter") {
  const std::string secret = "correct horse";
  ClkRowEncoder used(small_schema(), as_bytes(secret), Validation::yes, 4096);
  std::vector<std::string> cells;
  for (int i = 0; i < 20000; ++i) cells.push_back("name" + std::to_string(i * 7919 % 15000));
  cells.push_back(std::string(300, 'y'));
  std::vector<std::string> clks;
  for (const std::string& cell : cells) clks.push_back(encode(used, cell));
  for (std::size_t i = 0; i < cells.size(); i += 1999) {
    ClkRowEncoder fresh(small_schema(), as_bytes(secret), Validation::yes);
    CHECK(encode(fresh, cells[i]) == clks[i]);
    CHECK(encode(used, cells[i]) == clks[i]);
  }
}

}  // namespace tally::clk_rows_test
