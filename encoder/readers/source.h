// A holder's export as records of text cells: CSV, delimited or XML, with the tables that belong to
// it (addresses, episodes, identifiers). Nothing is interpreted here: profiles/ says what a cell
// means. One record at a time, in bounded memory; of the tables in files of their own only the
// columns wanted are kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"

namespace tally::encoder {

// The layout of an export, as its profile describes it.
struct Layout {
  enum class Format : std::uint8_t { csv, xml } format = Format::csv;
  // csv
  char delimiter = ',';
  // How the lines after the last row begin: one of these and a number, which in the last
  // such line is the number of rows.
  std::vector<std::string> footers;
  // xml: the path of the element that is a record, from the root: "Message/Children/Child".
  std::string record;

  // A table with any number of rows for a record.
  struct Table {
    std::string name;
    std::string
        element;  // xml: its rows' element, a path below the record; empty: a file of its own
    // A file of its own: its column key has the value that the record's column to has, which is not
    // empty. It is CSV with commas, whatever the format of the export.
    std::string key, to;
  };
  std::vector<Table> tables;
};

// A column that is wanted. In CSV its name is compared without spaces around it and whatever its
// case; in XML it is a path of elements below the record (or below the table's element), compared
// without name space prefixes.
struct SourceColumn {
  std::size_t table = 0;  // 0: of the record itself; else 1 + its place in Layout::tables
  std::string name;
};

// Where the export is, and the files that tables of their own are in: given with --with NAME=FILE.
struct SourceFiles {
  std::string path;
  struct Table {
    std::string name, path;
  };
  std::vector<Table> tables;
};

class Source {
 public:
  // Opens, reads headers and the tables. usage: a table that the layout does not have or has inside
  // the export; malformed: no rows, a bad header (place first, columns named), XML that is not well
  // formed, that declares entities or a document type, or whose root is another; text in UTF-16.
  // The text of CSV is UTF-8, with or without a mark, or else Windows-1252, which remarks() says;
  // of XML it is the one that the first line declares: UTF-8, US-ASCII, ISO-8859-1 or Windows-1252.
  static Result<Source> open(const Layout& layout, const SourceFiles& files,
                             std::vector<SourceColumn> wanted);
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  // Whether the files have the wanted column. XML: whether its table is there at all, for only
  // records tell.
  bool has(std::size_t wanted) const;
  // The header of a CSV as found, lower case; empty for XML.
  const std::vector<std::string>& header() const;

  // Moves to the next record; false at the end. malformed: a footer that counts more or fewer rows
  // than there were, or with rows after it.
  Result<bool> next();
  // Of the current record, until the next call of next(): the rows of a table (0: 1), a cell of a
  // row, in UTF-8; empty where there is none. In XML the first of equal elements that is not
  // empty, without white space around it.
  std::size_t rows(std::size_t table) const;
  std::string_view cell(std::size_t wanted, std::size_t row = 0) const;
  // A row of a CSV with more or fewer cells than its header; it has no cells here.
  bool wrong_cell_count() const { return !unread_cells().empty(); }
  // The cells of such a row, in UTF-8, if their columns are not known; of any other row none.
  std::span<const std::string_view> unread_cells() const;
  std::uint64_t line() const;  // on which the record begins, from 1

  // What people should know of how the files were read so far, a line each: the code page, text
  // between elements that was passed over, rows of a table that no record has.
  std::vector<std::string> remarks() const;
  const std::string& path() const;
  std::uint64_t bytes_read() const;  // of the export, for progress
  std::uint64_t bytes_total() const;

 private:
  struct State;
  explicit Source(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tally::encoder
