#include "tests/population/table.h"

#include <cassert>
#include <charconv>

#include "common/csv.h"
#include "common/page.h"
#include "tests/population/random.h"

namespace tally::population {
namespace {

std::vector<std::string> expand(std::string_view columns) {
  std::vector<std::string> names;
  while (true) {
    const std::size_t end = std::min(columns.find(','), columns.size());
    const std::string_view name = columns.substr(0, end);
    const std::size_t many = name.find('#');
    int count = 0;
    if (many != name.npos) {
      std::from_chars(name.data() + many + 1, name.data() + name.size(), count);
      for (int i = 1; i <= count; ++i) {
        names.push_back(std::string(name.substr(0, many)) + std::to_string(i));
      }
    } else {
      names.emplace_back(name);
    }
    if (end == columns.size()) return names;
    columns.remove_prefix(end + 1);
  }
}

std::string hexadecimal(std::uint64_t number, unsigned digits) {
  std::string text(digits, '0');
  for (; digits > 0; number >>= 4) text[--digits] = "0123456789abcdef"[number & 15];
  return text;
}

}  // namespace

Result<Table> Table::begin(AtomicFile& file, std::string_view columns, char delimiter) {
  Table table(file, delimiter);
  table.cells_ = expand(columns);
  for (std::size_t i = 0; i < table.cells_.size(); ++i) table.places_[table.cells_[i]] = i;
  TRY(table.write_cells());
  return table;
}

Table& Table::set(std::string_view column, std::string value) {
  const auto place = places_.find(std::string(column));
  assert(place != places_.end());
  cells_[place->second] = std::move(value);
  return *this;
}

Status Table::write_cells() {
  std::string line;
  if (delimiter_ == ',') {
    const std::vector<std::string_view> cells(cells_.begin(), cells_.end());
    append_csv_row(line, cells);
  } else {  // such extracts do not quote cells
    for (const std::string& cell : cells_) (line += cell) += delimiter_;
    line.back() = '\n';
  }
  for (std::string& cell : cells_) cell.clear();
  return file_->write(line);
}

Status Table::end_row() {
  ++rows_;
  return write_cells();
}

void Xml::begin_line() {
  if (layout_ == Layout::indented) text_.append(2 * open_.size(), ' ');
}

void Xml::end_line() {
  if (layout_ == Layout::indented) text_ += '\n';
}

Xml& Xml::open(std::string_view name) {
  begin_line();
  ((text_ += '<') += name) += '>';
  end_line();
  open_.emplace_back(name);
  return *this;
}

Xml& Xml::close() {
  const std::string name = std::move(open_.back());
  open_.pop_back();
  begin_line();
  ((text_ += "</") += name) += '>';
  end_line();
  return *this;
}

Xml& Xml::leaf(std::string_view name, std::string_view text) {
  begin_line();
  (text_ += '<') += name;
  if (text.empty()) {
    text_ += " />";
  } else {
    text_ += '>';
    text_ += escape_html(text);
    ((text_ += "</") += name) += '>';
  }
  end_line();
  return *this;
}

Xml& Xml::leaf_if(std::string_view name, std::string_view text) {
  return text.empty() ? *this : leaf(name, text);
}

std::string Xml::take() {
  std::string text;
  text.swap(text_);
  return text;
}

std::string table_id(std::uint64_t seed, std::uint64_t number) {
  // One-to-one on 44 bits: multiplies by an odd factor, XORs a shift, and multiplies again.
  constexpr std::uint64_t kMask = (std::uint64_t{1} << 44) - 1;
  std::uint64_t x = (number + mix(seed, 0, 44)) * 0x9e3779b97f5 & kMask;
  x ^= x >> 22;
  x = x * 0xd1342543de5 & kMask;
  const std::string digits = hexadecimal(x ^ x >> 22, 11);
  return digits.substr(0, 8) + "-" + digits.substr(8);
}

std::string short_id(std::uint64_t seed, std::uint64_t number, std::uint64_t part) {
  return hexadecimal(mix(seed, number, part), 8);
}

}  // namespace tally::population
