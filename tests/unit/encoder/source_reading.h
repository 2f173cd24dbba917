// A made-up export, read whole, as one line of text.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "encoder/readers/source.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::encoder::source_reading {

struct Read {
  std::string
      records;        // "LINE:cells/of/columns"; cells of one column joined by "+"; no column: "-"
  std::string error;  // after the path; for a table's file from its name
  std::string remarks;  // a line each, likewise
};

// The text after the folder and the name of the export.
inline std::string without_path(std::string text, const std::string& folder) {
  for (const std::string& path : {folder + "/in", folder + "/"}) {
    if (text.starts_with(path)) return text.substr(path.size());
  }
  return text;
}

inline std::string describe(const Source& source, const std::vector<SourceColumn>& wanted) {
  std::string text = std::to_string(source.line()) + ":";
  if (source.wrong_cell_count()) return text + "wrong";
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (i > 0) text += '/';
    if (!source.has(i)) {
      text += '-';
      continue;
    }
    for (std::size_t row = 0; row < source.rows(wanted[i].table); ++row) {
      if (row > 0) text += '+';
      text += source.cell(i, row);
    }
  }
  return text;
}

// Reads the records up to the end or to an error.
inline Read read(const Layout& layout, const std::string& text,
                 const std::vector<std::pair<std::string, std::string>>& tables,
                 const std::vector<SourceColumn>& wanted) {
  const TemporaryFolder folder;
  SourceFiles files = {.path = folder.put("in", text), .tables = {}};
  for (const auto& table : tables) {
    files.tables.push_back({table.first, folder.put(table.first, table.second)});
  }
  Read result;
  auto opened = Source::open(layout, files, wanted);
  if (!opened) {
    result.error = without_path(opened.error().message, folder.path());
    return result;
  }
  Source source = std::move(opened).value();
  for (;;) {
    const Result<bool> more = source.next();
    if (!more) result.error = without_path(more.error().message, folder.path());
    if (!more || !more.value()) break;
    if (!result.records.empty()) result.records += ' ';
    result.records += describe(source, wanted);
  }
  for (const std::string& remark : source.remarks()) {
    const std::string line = without_path(remark, folder.path());
    result.remarks += (line.starts_with("homes") ? line.substr(5) : line) + "\n";
  }
  return result;
}

}  // namespace tally::encoder::source_reading
