// Reads a holder's export as records of text cells: CSV, delimited text or XML, with the tables
// that belong to it (addresses, episodes, identifiers). It does not interpret cells: profiles/
// does. One record at a time, in bounded memory. Of tables in other files, only the wanted columns
// are kept.
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
  // The beginnings of lines after the last row: one of these texts, then a number. In the last such
  // line it is the number of rows.
  std::vector<std::string> footers;
  // xml: the path of the element that is a record, from the root: "Message/Children/Child".
  std::string record;

  // A table with any number of rows for a record.
  struct Table {
    std::string name;
    std::string
        element;  // xml: its rows' element, a path below the record; empty: a file of its own
    // If the table has its own file: a row belongs to a record if the row's column `key` equals the
    // record's column `to` and is not empty. The file is CSV with commas, in any format of the
    // export.
    std::string key, to;
  };
  std::vector<Table> tables;
};

// A wanted column. In CSV its name is compared without case and without spaces around it. In XML it
// is a path of elements below the record (or below the table's element), compared without name
// space prefixes.
struct SourceColumn {
  std::size_t table = 0;  // 0: the record itself; else 1 + the place in Layout::tables
  std::string name;
};

// The file of the export, and the files of tables, which are given with --with NAME=FILE.
struct SourceFiles {
  std::string path;
  struct Table {
    std::string name, path;
  };
  std::vector<Table> tables;
};

class Source {
 public:
  // Opens the files and reads headers and tables. usage: a table that the layout does not have or
  // has inside the export; malformed: no rows; a bad header (place first, columns named); XML that
  // is not well formed, declares entities or a document type, or has another root; text in UTF-16.
  // CSV is UTF-8, with or without a byte order mark, or else Windows-1252, which remarks() reports.
  // XML has the encoding that its first line declares: UTF-8, US-ASCII, ISO-8859-1 or Windows-1252.
  static Result<Source> open(const Layout& layout, const SourceFiles& files,
                             std::vector<SourceColumn> wanted);
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  // Whether the files have the wanted column. For XML, only whether its table is present, since
  // only records show the columns.
  bool has(std::size_t wanted) const;
  // The header of a CSV, in lower case; empty for XML.
  const std::vector<std::string>& header() const;

  // Moves to the next record; false at the end. malformed: a footer that counts more or fewer rows
  // than the file has, or has rows after it.
  Result<bool> next();
  // The current record, valid until the next call of next(): the number of rows of a table (1 for
  // table 0), and a cell of a row, in UTF-8; empty if there is none. If XML repeats an element, the
  // first that is not empty counts, without white space around it.
  std::size_t rows(std::size_t table) const;
  std::string_view cell(std::size_t wanted, std::size_t row = 0) const;
  // Whether the row of a CSV has more or fewer cells than its header. cell() gives no cells of such
  // a row.
  bool wrong_cell_count() const { return !unread_cells().empty(); }
  // The cells of such a row, in UTF-8, since their columns are not known; empty for any other row.
  std::span<const std::string_view> unread_cells() const;
  std::uint64_t line() const;  // the record's first line, from 1

  // Remarks for people on the reading of the files so far, one on each line: the code page, ignored
  // text between elements, rows of a table without a record.
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
