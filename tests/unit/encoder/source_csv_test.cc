// CSV exports as records, with the tables that belong to them.
#include <doctest/doctest.h>

#include "encoder/readers/joined_table.h"
#include "tests/unit/encoder/source_reading.h"

namespace tally::encoder::source_csv_test {
namespace {

using source_reading::Read;

const std::vector<SourceColumn> kColumns = {{0, "id"}, {0, "name"}, {0, "none"}};

Read read_csv(const std::string& text, const Layout& layout = {},
              const std::vector<SourceColumn>& wanted = kColumns) {
  return source_reading::read(layout, text, {}, wanted);
}

Layout with_table() {
  Layout layout;
  layout.tables = {{.name = "homes", .element = {}, .key = "child", .to = "id"}};
  return layout;
}

const std::vector<SourceColumn> kJoined = {{0, "id"}, {1, "postcode"}, {1, "none"}};

Read read_joined(const std::string& homes, const std::string& text = "id\n1\n2\n3\n") {
  return source_reading::read(with_table(), text, {{"homes", homes}}, kJoined);
}

}  // namespace

TEST_CASE("a CSV export is read by the names of its columns") {
  struct Case {
    std::string text;
    std::string records;  // each column's cells, "-" for a missing column
  };
  const std::vector<Case> cases = {
      {"id,name\n1,Ann\n", "2:1/Ann/-"},
      {" NAME ,x,Id\nAnn,?,1\nBob,?,2\n", "2:1/Ann/- 3:2/Bob/-"},
      {"id,name\n1,\"Ann\nLee\"\n2,Bob\n", "2:1/Ann\nLee/- 4:2/Bob/-"},
      {"\xEF\xBB\xBFid,name\n1,Zo\xC3\xAB\n", "2:1/Zo\xC3\xAB/-"},
      {"\xEF\xBB\xBF\"id\",name\r\n1,Ann\r\n\r\n", "2:1/Ann/-"},
      {"id,name\n1\n2,Bob,\n3,Cy\n", "2:wrong 3:wrong 4:3/Cy/-"},
      {"id,name\n,\n", "2://-"},
      {"x,id,x\na,1,b\n", "2:1/-/-"},  // a column that is not wanted may come twice
      {"id,name\n 1 , Ann\n", "2: 1 / Ann/-"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Read result = read_csv(c.text);
    CHECK(result.error == "");
    CHECK(result.records == c.records);
    CHECK(result.remarks == "");
  }
}

TEST_CASE("a CSV export without a good header or without rows is refused") {
  struct Case {
    std::string text, error;
  };
  const std::vector<Case> cases = {
      {"", ": empty"},
      {"\n\n", ": empty"},
      {"id,name\n", ": no rows after the header"},
      {"\nid,name, ID\n1,Ann,2\n", ":2: column \"id\" comes twice"},
      {"id,name\n1,\"Ann\n", ":2: an opening quotation mark without a closing one"},
      {"\xFF\xFEi\0d\0"
       "\n",
       ": text in UTF-16"},
      {"\xFE\xFFid\n1\n", ": text in UTF-16"},
      {std::string("i\0d\0\n\0", 6), ":1: a NUL byte"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(read_csv(c.text).error == c.error);
  }
}

Layout extract() {
  Layout layout;
  layout.delimiter = '|';
  layout.footers = {"COUNT IN", "COUNT OT", "Total of records ="};
  return layout;
}

TEST_CASE("an extract of ONS has bars between its cells and lines at its end that count its rows") {
  struct Case {
    std::string end, error;
  };
  const std::string whole = ": the footer and the file agree on the number of rows, 2\n";
  const std::string unread = ":5: a footer without a number of rows";
  const std::string wrong = ":6: the footer counts 3 rows, the file has 2";
  const std::vector<Case> cases = {
      {"COUNT IN 0000000009\nCOUNT OT 0000000002\n", ""},
      {"Total of records = 2", ""},
      {"Total of records =2\n\n", ""},
      {" COUNT OT 2 | \n", ""},
      {"COUNT OT 2\n \n\x1a", ""},
      {"COUNT OT|2\n", "row"},
      {"COUNT OT 2|x\n", "row"},
      {"COUNT OT -2|\n", unread},
      {"COUNT OT 2 rows|\n", unread},
      {"COUNT OT 18446744073709551618|\n", unread},
      {"COUNT OT\n", unread},
      {"COUNTESS|Ann\n", "row"},
      {"\nCOUNT OT 3\n", wrong},
      {"COUNT OT 2\nCOUNT IN 3\n", wrong},
      {"\nTotal of records = 3\n", wrong},
      {"COUNT OT 2\n3|Cy\n", ":6: a row after the footer in line 5"},
      {"COUNT OT 2\n3|Cy\nCOUNT OT 3\n", ":6: a row after the footer in line 5"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.end);
    const Read result = read_csv("id|name\n1|\"Ann|Lee\"\n\n2|\n" + c.end, extract());
    const bool is_row = c.error == "row";
    CHECK(result.error == (is_row ? "" : c.error));
    CHECK(result.records.starts_with("2:1/Ann|Lee/- 4:2//-"));
    CHECK((result.records.find(" 5:") != result.records.npos) == is_row);
    if (c.error.empty()) CHECK(result.remarks == whole);
    if (is_row) CHECK(result.remarks.starts_with(": no footer"));
  }
  CHECK(read_csv("id|name\nCOUNT OT 0\n", extract()).error == ": no rows after the header");
  CHECK(read_csv("id|name\nCOUNT OT 1\n", extract()).error ==
        ":2: the footer counts 1 rows, the file has 0");
}

TEST_CASE("rows that could not be read are among those that a footer counts") {
  const Read result = read_csv("id|name\n1|Ann\n2\nCOUNT OT 2\n", extract());
  CHECK(result.error == "");
  CHECK(result.records == "2:1/Ann/- 3:wrong");
}

TEST_CASE("text that is not UTF-8 is read as Windows-1252 with a remark") {
  const std::string remark =
      ":3: is the first line with bytes that are not UTF-8, so the file is read as Windows-1252\n";
  struct Case {
    std::string text, records, remarks;
  };
  const std::vector<Case> cases = {
      {"id,name\n1,Ann\n2,Zo\xEB\n", "2:1/Ann/- 3:2/Zo\xC3\xAB/-", remark},
      // The euro sign, a curly apostrophe, and bytes without a character.
      {"id,name\n1,Ann\n\x80,O\x92Neill\n\x81\x8D,\x8F\x90\x9D\n",
       "2:1/Ann/- 3:\xE2\x82\xAC/O\xE2\x80\x99Neill/- "
       "4:\xEF\xBF\xBD\xEF\xBF\xBD/\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD/-",
       remark},
      // The end of the file cuts a character.
      {"id,name\n1,Ann\n2,Zo\xC3", "2:1/Ann/- 3:2/Zo\xC3\x83/-", remark},
      // Overlong, a surrogate, over U+10FFFF.
      {"id,name\n1,Ann\n\xC0\x80,\xED\xA0\x80\n",
       "2:1/Ann/- 3:\xC3\x80\xE2\x82\xAC/\xC3\xAD\xC2\xA0\xE2\x82\xAC/-", remark},
      // Mostly UTF-8, or with its mark: other bytes do not change, and are invalid in every field.
      {"id,name\n1,\xC5\x82\xC3\xB3\n2,Zo\xEB\n", "2:1/\xC5\x82\xC3\xB3/- 3:2/Zo\xEB/-",
       ":3: is the first line with bytes that are not UTF-8, but the rest of the file seems to "
       "be UTF-8\n"},
      {"\xEF\xBB\xBFid,name\n1,Ann\n2,Zo\xEB\n", "2:1/Ann/- 3:2/Zo\xEB/-",
       ":3: is the first line with bytes that are not UTF-8, but the rest of the file seems to "
       "be UTF-8\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Read result = read_csv(c.text);
    CHECK(result.error == "");
    CHECK(result.records == c.records);
    CHECK(result.remarks == c.remarks);
  }
}

// Here the blocks of the pass over the file end inside a character, at each of its bytes.
TEST_CASE("a character that a block cuts is a character") {
  for (std::size_t before = 65536 - 12; before < 65536 + 4; ++before) {
    CAPTURE(before);
    std::string text = "id,name\n";
    while (text.size() < before)
      text += before - text.size() > 100 ? "1," + std::string(97, 'x') + "\n" : "\n";
    const Read result = read_csv(text + "2,\xF0\x9F\x90\x9D\xC3\xAB\n");
    CHECK(result.error == "");
    CHECK(result.remarks == "");
    CHECK(result.records.ends_with(":2/\xF0\x9F\x90\x9D\xC3\xAB/-"));
  }
}

TEST_CASE("rows of a table in a file of its own belong to records by their key") {
  struct Case {
    std::string homes, records, remarks;
  };
  const std::vector<Case> cases = {
      {"child,postcode\n3,CV1\n1,CV2\n1,CV3\n", "2:1/CV2+CV3/- 3:2//- 4:3/CV1/-", ""},
      {"POSTCODE,y,y, Child\nCV1,,,  2 \n", "2:1//- 3:2/CV1/- 4:3//-", ""},
      {"child,x\n2,CV1\n", "2:1/-/- 3:2/-/- 4:3/-/-", ""},
      {"child,postcode\n2,\n2,CV1\n", "2:1//- 3:2/+CV1/- 4:3//-", ""},
      {"child,postcode\n", "2:1//- 3:2//- 4:3//-", ""},
      {"child,postcode\n4,CV1\n02,CV1\n 3,\xC3\xA9\n,CV\n1\n", "2:1//- 3:2//- 4:3/\xC3\xA9/-",
       ": rows left out for more or fewer cells than the header: 1\n"
       ": rows left out for an empty key: 1\n"
       ": rows without a record: 2\n"},
      {"child,postcode\n1,\xE9\n", "2:1/\xC3\xA9/- 3:2//- 4:3//-",
       ":2: is the first line with bytes that are not UTF-8, so the file is read as "
       "Windows-1252\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.homes);
    const Read result = read_joined(c.homes);
    CHECK(result.error == "");
    CHECK(result.records == c.records);
    CHECK(result.remarks == c.remarks);
  }
  CHECK(read_joined("child,postcode\n,CV1\n1,CV2\n", "id\n \n1,2\n1\n").records ==
        "2: //- 3:wrong 4:1/CV2/-");
}

TEST_CASE("without its file a table does not exist") {
  const Read result = source_reading::read(with_table(), "id\n1\n", {}, kJoined);
  CHECK(result.error == "");
  CHECK(result.records == "2:1/-/-");
}

TEST_CASE("a table that cannot be joined is refused") {
  CHECK(read_joined("kid,postcode\n1,CV1\n").error == "homes:1: no column \"child\"");
  CHECK(read_joined("child,postcode,Postcode\n").error ==
        "homes:1: column \"postcode\" comes twice");
  CHECK(read_joined("child,CHILD\n").error == "homes:1: column \"child\" comes twice");
  CHECK(read_joined("").error == "homes: empty");
  CHECK(read_joined("child,postcode\n1,CV1\n", "name\nAnn\n").error ==
        ": no column \"id\", by which the table \"homes\" is joined");

  const TemporaryFolder folder;
  const std::string in = folder.put("in.csv", "id\n1\n");
  const std::string homes = folder.put("homes.csv", "child,postcode\n1,CV1\n");
  const auto code = [&](const Layout& layout, const SourceFiles& files) {
    return Source::open(layout, files, kJoined).error().code;
  };
  CHECK(code(with_table(), {in, {{"homes", folder / "none"}}}) == Errc::io);
  CHECK(code(with_table(), {folder / "none", {}}) == Errc::io);
  CHECK(code(with_table(), {in, {{"houses", homes}}}) == Errc::usage);
  CHECK(code(with_table(), {in, {{"homes", homes}, {"homes", homes}}}) == Errc::usage);
  Layout inside = with_table();
  inside.tables[0].element = "Home";
  CHECK(code(inside, {in, {{"homes", homes}}}) == Errc::usage);
}

TEST_CASE("a table is kept only up to a size") {
  const TemporaryFolder folder;
  const std::string path = folder.put("t.csv", "k,a,b\n1,xx,long text\n2,yyy,more of it\n");
  const std::vector<std::string> wanted = {"a"};
  const std::uint64_t bytes = 2 + 2 + 3 + 2 * (2 * 4 + 12);  // two keys, two cells, the index
  CHECK(JoinedTable::load(path, "k", wanted, bytes));
  const auto over = JoinedTable::load(path, "k", wanted, bytes - 1);
  REQUIRE(!over);
  CHECK(over.error().code == Errc::malformed);
  CHECK(over.error().message.starts_with(path + ":3: the table has more than"));
}

TEST_CASE("each of many keys finds its own rows in the order of the file") {
  const TemporaryFolder folder;
  std::string text = "k,n\n";
  for (int i = 0; i < 20'000; ++i)
    text += std::to_string(i % 7'000) + "," + std::to_string(i) + "\n";
  const std::vector<std::string> wanted = {"n"};
  JoinedTable table = JoinedTable::load(folder.put("t.csv", text), "k", wanted).value();
  std::vector<std::uint32_t> rows;
  for (std::uint32_t key = 0; key < 7'001; ++key) {
    table.find(std::to_string(key), rows);
    REQUIRE(rows.size() == (key < 6'000 ? 3U : key < 7'000 ? 2U : 0U));
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      CHECK(table.cell(rows[i], 0) == std::to_string(key + i * 7'000));
    }
  }
}

}  // namespace tally::encoder::source_csv_test
