// Files in other people's layouts: a CSV or delimited table by column names, and XML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/atomic_file.h"
#include "common/result.h"

namespace tally::population {

class Table {
 public:
  // columns: names separated by commas; "name_#3" stands for name_1, name_2, name_3. Writes the
  // header. file must outlive this.
  static Result<Table> begin(AtomicFile& file, std::string_view columns, char delimiter = ',');

  // Sets a cell of the next row. Cells that are not set are empty. The layout must have the column.
  Table& set(std::string_view column, std::string value);
  Status end_row();
  std::uint64_t rows() const { return rows_; }
  // Writes a separate line after the rows.
  Status footer(const std::string& line) { return file_->write(line + "\n"); }

 private:
  Table(AtomicFile& file, char delimiter) : file_(&file), delimiter_(delimiter) {}
  Status write_cells();
  AtomicFile* file_;
  char delimiter_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::string> cells_;
  std::uint64_t rows_ = 0;
};

// Writes XML text, element by element.
class Xml {
 public:
  enum class Layout : std::uint8_t { indented, on_one_line };
  explicit Xml(Layout layout) : layout_(layout) {}

  Xml& open(std::string_view name);
  Xml& close();
  // An element with text; <name /> if the text is empty.
  Xml& leaf(std::string_view name, std::string_view text);
  // Like leaf, but writes nothing if the text is empty.
  Xml& leaf_if(std::string_view name, std::string_view text);
  // The text written since the last call.
  std::string take();

 private:
  void begin_line();
  void end_line();
  Layout layout_;
  std::string text_;
  std::vector<std::string> open_;
};

// 0002e817-8ca, the form of row ids in tables of the school census; different for each number.
std::string table_id(std::uint64_t seed, std::uint64_t number);
// Eight hexadecimal digits. Different numbers may give the same digits.
std::string short_id(std::uint64_t seed, std::uint64_t number, std::uint64_t part);

}  // namespace tally::population
