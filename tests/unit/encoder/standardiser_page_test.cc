// Checks that docs/formats/standardiser.md agrees with the code: reads its lists and its examples.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/file_reader.h"
#include "encoder/standardise/standardise.h"
#include "encoder/standardise/words.h"

namespace tally::encoder::standardiser_page_test {
namespace {

using Cells = std::vector<std::string>;

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end = 0; end != std::string::npos; begin = end + separator.size()) {
    end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
  }
  return parts;
}

// The rows of three cells of every table on the page.
std::vector<Cells> table_rows() {
  const std::string path = std::string(TALLY_VECTORS) + "/../../docs/formats/standardiser.md";
  std::vector<Cells> rows;
  for (const std::string& line : split(read_file(path, 1 << 20).value(), "\n")) {
    if (!line.starts_with("| ") || !line.ends_with(" |")) continue;
    const Cells cells = split(line.substr(2, line.size() - 4), " | ");
    if (cells.size() == 3) rows.push_back(cells);
  }
  return rows;
}

std::string without_ticks(const std::string& cell) {
  REQUIRE(cell.size() >= 2);
  return cell.substr(1, cell.size() - 2);
}

template <std::size_t N>
std::set<std::string> words(const WordList<N>& list) {
  std::set<std::string> all;
  for (std::string_view word : list) {
    while (word.ends_with(' ')) word.remove_suffix(1);
    all.emplace(word);
  }
  return all;
}

std::set<std::string> words(const std::string& cell) {
  std::set<std::string> all;
  for (std::string word : split(cell, ", ")) {
    if (word.ends_with("...")) word.resize(word.size() - 3);
    while (word.ends_with(' ')) word.pop_back();
    all.insert(word);
  }
  return all;
}

TEST_CASE("the lists of the page are those of the code") {
  const std::map<std::string, std::set<std::string>> code = {
      {"`titles`", words(kTitles)},
      {"`suffixes`", words(kSuffixes)},
      {"`particles`", words(kParticles)},
      {"`unknown`", words(kUnknown)},
      {"`no_name`", words(kNoName)},
      {"`no_name_begins`", words(kNoNameBegins)},
      {"`no_forename`", words(kNoForename)},
      {"`no_forename_begins`", words(kNoForenameBegins)},
      {"`unnamed_child`", words(kUnnamedChild)},
      {"`unnamed_child_detail`", words(kUnnamedChildDetail)},
      {"`no_middle_name`", words(kNoMiddleName)},
      {"`no_address`", words(kNoAddress)},
      {"`no_postcode`", words(kNoPostcode)},
      {"`no_sex`", words(kNoSex)}};
  std::size_t lists = 0;
  for (const Cells& row : table_rows()) {
    const auto list = code.find(row[0]);
    if (list == code.end()) continue;
    CAPTURE(row[0]);
    const bool same = words(row[2]) == list->second;
    CHECK(same);
    ++lists;
  }
  CHECK(lists == code.size());
}

std::string as_on_page(CellState state, const std::string& value) {
  switch (state) {
    case CellState::missing:
      return "*missing*";
    case CellState::placeholder:
      return "*placeholder*";
    case CellState::invalid:
      return "*invalid*";
    case CellState::present:
      break;
  }
  return '`' + value + '`';
}

TEST_CASE("the examples of the page come out as it says") {
  Standardiser standardiser;
  std::string value;
  std::size_t examples = 0;
  for (const Cells& row : table_rows()) {
    const std::optional<Field> field = parse_field(row[0]);
    if (!field) continue;
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    const CellState state = standardiser.standardise(*field, without_ticks(row[1]), value);
    CHECK(as_on_page(state, value) == row[2]);
    ++examples;
  }
  CHECK(examples == 61);
}

}  // namespace
}  // namespace tally::encoder::standardiser_page_test
