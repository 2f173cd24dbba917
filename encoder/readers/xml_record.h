// The current record of an XML export: it finds elements by their paths, and puts their text into
// the cells of the wanted columns. It does not depend on a parser, which calls start, text and end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "encoder/readers/source.h"

namespace tally::encoder {

class XmlRecord {
 public:
  static constexpr std::size_t kMaxDepth = 64;

  XmlRecord(const Layout& layout, const std::vector<SourceColumn>& wanted);

  // An element begins, at this line of the file. False: it is deeper than kMaxDepth, or the
  // outermost is not the layout's.
  bool start(std::string_view name, std::uint64_t line);
  void text(std::string_view piece, std::uint64_t line);
  // An element ends. True if a record ends with it; its cells stay until the next record begins.
  bool end();

  std::size_t depth() const { return open_.size(); }
  bool is_inside() const { return inside_; }  // a record has begun and has not ended
  std::size_t rows(std::size_t table) const { return tables_[table].rows; }
  std::string_view cell(std::size_t wanted, std::size_t row) const;
  std::uint64_t line() const { return line_; }

  // Runs of text between elements, and the line of the first.
  std::uint64_t stray() const { return stray_; }
  std::uint64_t stray_line() const { return stray_line_; }

 private:
  // The elements that are read, as a tree; the first is the document.
  struct Node {
    std::string name;
    std::vector<std::size_t> children;
    std::vector<std::size_t> wanted;  // the columns that its text fills
    std::vector<std::size_t> tables;  // the tables that it is a row of; 0: the record
  };
  struct OpenElement {
    std::size_t node;
    std::size_t text_begin;  // of its text, in text_
    bool has_child = false;
    bool has_text = false;  // since the last child
    std::uint64_t text_line = 0;
  };
  struct Cell {
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  struct Table {
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<Cell> cells;  // row after row
  };
  static constexpr std::size_t kNotThere = SIZE_MAX;

  std::size_t node_at(std::size_t from, std::string_view path);
  std::size_t find_child(std::size_t node, std::string_view name) const;
  bool keeps_text(const OpenElement& element) const;
  void begin_rows(const Node& node, std::uint64_t line);
  void note_stray(std::uint64_t line);
  void keep_text(const OpenElement& element);

  std::vector<Node> nodes_;
  std::vector<std::size_t> table_of_;   // of each wanted column
  std::vector<std::size_t> column_of_;  // of each wanted column, in its table

  std::vector<OpenElement> open_;
  bool inside_ = false;
  std::uint64_t line_ = 0;
  std::string text_;
  std::vector<Table> tables_;  // 0: table 0 is the record's own row
  std::uint64_t stray_ = 0, stray_line_ = 0;
};

}  // namespace tally::encoder
