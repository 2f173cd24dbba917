#include "encoder/readers/xml_record.h"

#include <algorithm>

#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kDocument = 0;

std::string_view without_prefix(std::string_view name) {
  return name.substr(name.rfind(':') + 1);
}

}  // namespace

XmlRecord::XmlRecord(const Layout& layout, const std::vector<SourceColumn>& wanted)
    : nodes_(1), tables_(1 + layout.tables.size()) {
  std::vector<std::size_t> rows_at = {node_at(kDocument, layout.record)};
  nodes_[rows_at[0]].tables.push_back(0);
  for (std::size_t i = 0; i < layout.tables.size(); ++i) {
    const std::string& element = layout.tables[i].element;
    rows_at.push_back(element.empty() ? kNotThere : node_at(rows_at[0], element));
    if (!element.empty()) nodes_[rows_at.back()].tables.push_back(1 + i);
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::size_t table = wanted[i].table;
    table_of_.push_back(table);
    column_of_.push_back(tables_[table].columns++);
    if (rows_at[table] == kNotThere) continue;  // in a file of its own
    nodes_[node_at(rows_at[table], wanted[i].name)].wanted.push_back(i);
  }
}

// The node of a path, made if it does not exist yet.
std::size_t XmlRecord::node_at(std::size_t from, std::string_view path) {
  std::size_t node = from;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(name.size() + 1, path.size()));
    std::size_t child = find_child(node, name);
    if (child == kNotThere) {
      child = nodes_.size();
      nodes_.push_back({.name = std::string(name), .children = {}, .wanted = {}, .tables = {}});
      nodes_[node].children.push_back(child);
    }
    node = child;
  }
  return node;
}

std::size_t XmlRecord::find_child(std::size_t node, std::string_view name) const {
  if (node == kNotThere) return kNotThere;
  for (const std::size_t child : nodes_[node].children) {
    if (nodes_[child].name == name) return child;
  }
  return kNotThere;
}

bool XmlRecord::start(std::string_view name, std::uint64_t line) {
  const std::size_t parent = open_.empty() ? kDocument : open_.back().node;
  const std::size_t node = find_child(parent, without_prefix(name));
  if (open_.size() == kMaxDepth || (open_.empty() && node == kNotThere)) return false;
  if (!open_.empty()) {
    OpenElement& element = open_.back();
    if (element.has_text && !element.has_child) note_stray(element.text_line);
    if (keeps_text(element)) text_.resize(element.text_begin);
    element.has_child = true;
    element.has_text = false;
  }
  if (node != kNotThere) begin_rows(nodes_[node], line);
  open_.push_back({.node = node, .text_begin = text_.size()});
  return true;
}

void XmlRecord::begin_rows(const Node& node, std::uint64_t line) {
  for (const std::size_t begun : node.tables) {
    if (begun == 0) {
      inside_ = true;
      line_ = line;
      text_.clear();
      for (Table& table : tables_) {
        table.rows = 0;
        table.cells.clear();
      }
    }
    Table& table = tables_[begun];
    ++table.rows;
    table.cells.resize(table.rows * table.columns);
  }
}

// The text of an element with child elements is stray.
bool XmlRecord::keeps_text(const OpenElement& element) const {
  return element.node != kNotThere && !nodes_[element.node].wanted.empty() && !element.has_child;
}

void XmlRecord::text(std::string_view piece, std::uint64_t line) {
  if (open_.empty()) return;
  OpenElement& element = open_.back();
  if (keeps_text(element)) text_ += piece;
  if (element.has_text || trim(piece).empty()) return;
  element.has_text = true;
  element.text_line = line;
  if (element.has_child) note_stray(line);
}

void XmlRecord::note_stray(std::uint64_t line) {
  if (stray_++ == 0) stray_line_ = line;
}

bool XmlRecord::end() {
  const OpenElement element = open_.back();
  open_.pop_back();
  if (!inside_ || element.node == kNotThere) return false;
  keep_text(element);
  const std::vector<std::size_t>& tables = nodes_[element.node].tables;
  const bool is_record = std::ranges::find(tables, 0U) != tables.end();
  inside_ = !is_record;
  return is_record;
}

// An element's text becomes the cell of each of its columns, unless an earlier element had text.
void XmlRecord::keep_text(const OpenElement& element) {
  if (!keeps_text(element)) return;
  const std::string_view value = trim(std::string_view(text_).substr(element.text_begin));
  bool is_kept = false;
  for (const std::size_t i : nodes_[element.node].wanted) {
    Table& table = tables_[table_of_[i]];
    Cell& cell = table.cells[(table.rows - 1) * table.columns + column_of_[i]];
    if (value.empty() || cell.size > 0) continue;
    cell = {static_cast<std::size_t>(value.data() - text_.data()), value.size()};
    is_kept = true;
  }
  if (!is_kept) text_.resize(element.text_begin);
}

std::string_view XmlRecord::cell(std::size_t wanted, std::size_t row) const {
  const Table& table = tables_[table_of_[wanted]];
  if (row >= table.rows) return {};
  const Cell& cell = table.cells[row * table.columns + column_of_[wanted]];
  return std::string_view(text_).substr(cell.begin, cell.size);
}

}  // namespace tally::encoder
