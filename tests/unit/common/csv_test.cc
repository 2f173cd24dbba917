#include "common/csv.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/unit/common/temporary_folder.h"

namespace tally::csv_test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Outcome {
  Rows rows;
  std::vector<std::uint64_t> lines;
  std::string error;  // after the path
};

Outcome read_csv(const std::string& text, char delimiter = ',') {
  const TemporaryFolder folder;
  const std::string path = folder.put("in.csv", text);
  CsvReader reader = CsvReader::open(path, delimiter).value();
  Outcome outcome;
  for (;;) {
    const Result<bool> more = reader.next();
    if (!more) {
      CHECK(more.error().code == Errc::malformed);
      REQUIRE(more.error().message.starts_with(path));
      outcome.error = more.error().message.substr(path.size());
      const Result<bool> again = reader.next();  // it still fails
      CHECK(!again);
      return outcome;
    }
    if (!more.value()) break;
    outcome.rows.emplace_back(reader.row().begin(), reader.row().end());
    outcome.lines.push_back(reader.line());
  }
  CHECK(reader.bytes_read() == text.size());
  CHECK(reader.bytes_total() == text.size());
  const Result<bool> again = reader.next();
  CHECK(!again.value());
  return outcome;
}

constexpr std::size_t kChunk = std::size_t{64} * 1024;  // the reader takes so many bytes at a time

std::string print_csv(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    append_csv_row(text, std::vector<std::string_view>(row.begin(), row.end()));
  }
  return text;
}

}  // namespace

TEST_CASE("rows are read as RFC 4180 has them with the line on which each begins") {
  struct Case {
    std::string text;
    Rows rows;
    std::vector<std::uint64_t> lines;
  };
  const std::vector<Case> cases = {
      {"", {}, {}},
      {"\n\r\n\r", {}, {}},
      {"a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}, {1, 2}},
      {"a\nb", {{"a"}, {"b"}}, {1, 2}},
      {"a\r\nb\r\n", {{"a"}, {"b"}}, {1, 2}},
      {"a\rb\r", {{"a"}, {"b"}}, {1, 2}},
      {"\n\na\n\n\nb\n", {{"a"}, {"b"}}, {3, 6}},
      {"\r\n\r\na\r\n\r\nb", {{"a"}, {"b"}}, {3, 5}},
      {"\r\ra\r\rb", {{"a"}, {"b"}}, {3, 5}},
      {"a\n\rb", {{"a"}, {"b"}}, {1, 3}},
      {"\"x\ny\",z\nb\n", {{"x\ny", "z"}, {"b"}}, {1, 3}},
      {"\"x\r\ny\"\r\nb", {{"x\r\ny"}, {"b"}}, {1, 3}},
      {"\"x\ry\n\nz\"\rb", {{"x\ry\n\nz"}, {"b"}}, {1, 5}},
      {",\n", {{"", ""}}, {1}},
      {"\"\"\n", {{""}}, {1}},
      {"a,\n", {{"a", ""}}, {1}},
      {",a", {{"", "a"}}, {1}},
      {"\"a\"\"b\",\"\"\"\"\n", {{"a\"b", "\""}}, {1}},
      {" a , b \n \n", {{" a ", " b "}, {" "}}, {1, 2}},
      {"\"a,b\",c", {{"a,b", "c"}}, {1}},
      {"\"a,b\",\"\",c\n\"\"\n\"d\"\r\n", {{"a,b", "", "c"}, {""}, {"d"}}, {1, 2, 3}},
      {"a,\"b\"\"c\"\r\n\r\nd,\"\r\n\"\n", {{"a", "b\"c"}, {"d", "\r\n"}}, {1, 3}},
      {"\xEF\xBB\xBF"
       "a,b\n",
       {{"a", "b"}},
       {1}},
      {"\xEF\xBB\xBF\"a\"\n", {{"a"}}, {1}},
      {"\xEF\xBB\xBF", {}, {}},
      {"a\n\xEF\xBB\xBF"
       "b",
       {{"a"},
        {"\xEF\xBB\xBF"
         "b"}},
       {1, 2}},
      {"\xEF\xBB", {{"\xEF\xBB"}}, {1}},
      {"a;b\n", {{"a;b"}}, {1}},
      {"\xFF\x80,\x01\n", {{"\xFF\x80", "\x01"}}, {1}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Outcome outcome = read_csv(c.text);
    CHECK(outcome.error == "");
    CHECK(outcome.rows == c.rows);
    CHECK(outcome.lines == c.lines);
  }
}

TEST_CASE("another delimiter separates cells with the same rules of quotation marks") {
  for (const char delimiter : {';', '|', '\t'}) {
    CAPTURE(delimiter);
    const std::string d(1, delimiter);
    const std::string text =
        "a" + d + " b,c " + d + "\r\n\"x" + d + "\ny\"" + d + "\"\"" + d + "\"z\"\"\"\n" + d + d;
    CHECK(read_csv(text, delimiter).rows ==
          Rows{{"a", " b,c ", ""}, {"x" + d + "\ny", "", "z\""}, {"", "", ""}});
    CHECK(read_csv("a\n" + d + "b\"c\"\n", delimiter).error ==
          ":2: a quotation mark inside an unquoted cell");
  }
}

TEST_CASE("text that is not CSV stops the run at its line after the rows before it") {
  const std::string big(CsvReader::kMaxCell + 1, 'x');
  const std::string row_of_big = big.substr(1) + ",";
  std::string long_row;
  for (int i = 0; i < 20; ++i) long_row += row_of_big;
  struct Case {
    std::string text;
    Rows rows;
    std::string error;
  };
  const std::vector<Case> cases = {
      {"a\nb\"c\n", {{"a"}}, ":2: a quotation mark inside an unquoted cell"},
      {"a\n \"c\"\n", {{"a"}}, ":2: a quotation mark inside an unquoted cell"},
      {"a\n\"b\"c\n", {{"a"}}, ":2: text after the quotation mark that closes a cell"},
      {"a\nb,\"c\"d\n", {{"a"}}, ":2: text after the quotation mark that closes a cell"},
      {"a\n\"b\",c\"\n", {{"a"}}, ":2: a quotation mark inside an unquoted cell"},
      {"a\n\"b\",\"\nc", {{"a"}}, ":2: an opening quotation mark without a closing one"},
      {"a\n\"b\" \n", {{"a"}}, ":2: text after the quotation mark that closes a cell"},
      {"a\n\n\"b\nc", {{"a"}}, ":3: an opening quotation mark without a closing one"},
      {"\"", {}, ":1: an opening quotation mark without a closing one"},
      {std::string("a\nb\0", 4), {{"a"}}, ":2: a NUL byte"},
      {std::string("a\n\"b\r\nc\0\"", 9), {{"a"}}, ":3: a NUL byte"},
      {std::string("\0", 1), {}, ":1: a NUL byte"},
      {std::string("a\0\n\"", 4), {}, ":1: a NUL byte"},
      {"a\n" + big + "\nb", {{"a"}}, ":2: a cell over 65536 bytes"},
      {"a\n\"" + big + big + "\nb\"", {{"a"}}, ":2: a cell over 65536 bytes"},
      {"a\nb,\"" + std::string(std::size_t{10'000'000}, '\n'),
       {{"a"}},
       ":2: a cell over 65536 bytes"},
      {"a\n" + std::string(CsvReader::kMaxColumns, ',') + "\n",
       {{"a"}},
       ":2: more than 4096 columns"},
      {"a\n" + long_row + "\nb", {{"a"}}, ":2: a row over 1048576 bytes"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text.substr(0, 20));
    const Outcome outcome = read_csv(c.text);
    CHECK(outcome.rows == c.rows);
    CHECK(outcome.error == c.error);
  }
}

TEST_CASE("the largest cell and the widest row are read") {
  const std::string cell(CsvReader::kMaxCell, 'x');
  CHECK(read_csv(cell + "\n\"" + cell + "\"\n").rows == Rows{{cell}, {cell}});
  const Outcome wide = read_csv(std::string(CsvReader::kMaxColumns - 1, ',') + "\n");
  REQUIRE(wide.rows.size() == 1);
  CHECK(wide.rows[0].size() == CsvReader::kMaxColumns);
}

// Every way to cut a row, a cell, CRLF and a pair of quotation marks.
TEST_CASE("a row is the same wherever the end of a chunk cuts it") {
  const std::string tail = "a,\"b\"\"\r\nc\",d\r\n\r\n\"e\",\r\nf";
  const Rows expected = {{"a", "b\"\r\nc", "d"}, {"e", ""}, {"f"}};
  for (std::size_t cut = 0; cut <= tail.size(); ++cut) {
    CAPTURE(cut);
    std::string text;
    while (text.size() + 100 < kChunk - cut) text += std::string(49, 'x') + "\n";
    const std::size_t before = text.size() / 50;
    text += std::string(kChunk - cut - text.size() - 1, 'y') + "\n";
    const Outcome outcome = read_csv(text + tail);
    REQUIRE(outcome.rows.size() == before + 4);
    CHECK(Rows(outcome.rows.end() - 3, outcome.rows.end()) == expected);
    const std::vector<std::uint64_t> lines(outcome.lines.end() - 3, outcome.lines.end());
    CHECK(lines == std::vector<std::uint64_t>{before + 2, before + 5, before + 6});
  }
}

TEST_CASE("rows printed are read back as they were") {
  constexpr std::uint64_t kSeed = 4180;
  CAPTURE(kSeed);
  std::uint64_t state = kSeed;
  const auto below = [&](std::uint64_t bound) {
    state = state * 6364136223846793005U + 1442695040888963407U;  // [Knuth1997] MMIX
    return static_cast<std::size_t>((state >> 33) % bound);
  };
  const std::vector<std::string> pieces = {
      "a", "bc", " ", ",", "\"", "\n", "\r", "\r\n", "\xEF\xBB\xBF", "\xC3\xA9", ";", "\t", "=1"};
  for (int round = 0; round < 300; ++round) {
    Rows rows(below(200));
    for (auto& row : rows) {
      row.resize(1 + below(5));
      for (std::string& cell : row) {
        for (std::size_t length = below(6); length > 0; --length) {
          cell += pieces[below(pieces.size())];
        }
        if (below(500) == 0) cell += std::string(below(60000), 'z');
      }
    }
    CAPTURE(round);
    CHECK(read_csv(print_csv(rows)).rows == rows);
  }
}

TEST_CASE("cells are quoted only where they must be") {
  CHECK(print_csv({{"a", " b", "", "c d", "=1"}}) == "a, b,,c d,=1\n");
  CHECK(print_csv({{"a,b", "\"", "x\ny", "\r"}}) == "\"a,b\",\"\"\"\",\"x\ny\",\"\r\"\n");
  CHECK(print_csv({{""}}) == "\"\"\n");
}

TEST_CASE("a file that is missing or a folder cannot be opened") {
  const TemporaryFolder folder;
  CHECK(CsvReader::open(folder / "none.csv").error().code == Errc::io);
  CHECK(CsvReader::open(folder.path()).error().code == Errc::io);
}

}  // namespace tally::csv_test
