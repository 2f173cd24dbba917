#include "common/csv.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <utility>
#include <vector>

#include "common/file_reader.h"

namespace tally {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

int is_no_space(unsigned char) {
  return 0;
}  // cells are not trimmed

// LF, CRLF and CR each end a line.
std::uint64_t count_line_ends(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone_cr = text[i] == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n');
    if (text[i] == '\n' || lone_cr) ++count;
  }
  return count;
}

}  // namespace

// The rows of a chunk wait here until next() has handed them out. Nearly all rows are split in
// place. Slower libcsv parses rows with a line end or a quotation mark in a cell, and the row that
// the chunk's end cuts; it calls back for each cell and row end.
struct CsvReader::State {
  static constexpr std::size_t kChunk = std::size_t{64} * 1024;
  // A row that was cut, a cell that libcsv held, and a chunk.
  static constexpr std::size_t kMaxText = kMaxRow + kMaxCell + 2 * kChunk;

  struct QueuedRow {
    std::size_t first_cell;
    std::size_t end_cell;
    std::uint64_t line;
  };

  State(FileReader opened, char separator) : file(std::move(opened)), delimiter(separator) {
    text.reserve(kMaxText);  // cells point into it
    // All line ends are reported, so that blank lines are counted.
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_space_func(&parser, is_no_space);
    csv_set_delim(&parser, static_cast<unsigned char>(separator));
    csv_set_blk_size(&parser, 4096);
  }
  ~State() { csv_free(&parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  static void take_cell(void* bytes, std::size_t size, void* state) noexcept {
    static_cast<State*>(state)->copy_cell({static_cast<const char*>(bytes), size});
  }
  static void take_row(int line_end, void* state) noexcept {
    static_cast<State*>(state)->end_row(line_end);
  }

  void copy_cell(std::string_view cell) {
    if (!add_cell(cell)) return;
    line += count_line_ends(cell);
    assert(text.size() + cell.size() <= kMaxText);
    text += cell;
    cells.back() = std::string_view(text).substr(text.size() - cell.size());
  }

  bool add_cell(std::string_view cell) {
    after_cr = false;
    const std::size_t columns = cells.size() - row_first_cell;
    if (columns == 0) {
      row_line = line;
      row_size = 0;
    }
    row_size += cell.size();
    if (cell.size() > kMaxCell) {
      fail_on_cell_size();
    } else if (columns == kMaxColumns) {
      fail("more than " + std::to_string(kMaxColumns) + " columns");
    } else if (row_size > kMaxRow) {
      fail("a row over " + std::to_string(kMaxRow) + " bytes");
    } else {
      cells.push_back(cell);
      return true;
    }
    return false;
  }

  void end_row(int line_end) {
    const bool second_of_crlf = line_end == '\n' && after_cr;
    if (!second_of_crlf) ++line;
    after_cr = line_end == '\r';
    is_row_begun = false;
    if (cells.size() == row_first_cell) return;  // a blank line
    if (!failure) rows.push_back({row_first_cell, cells.size(), row_line});
    row_first_cell = cells.size();
  }

  // Parses the next chunk into rows, after all rows before it have been handed out.
  Status fill() {
    drop_handed_out();
    const std::size_t got = TRY(file.read(chunk));
    std::string_view bytes(reinterpret_cast<const char*>(chunk.data()), got);
    if (read == 0 && bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    read += got;
    const std::size_t nul = bytes.find('\0');
    parse_lines(bytes.substr(0, nul));
    if (nul != bytes.npos) {
      line += count_line_ends(cell_begun());
      fail("a NUL byte", "save the file as CSV in UTF-8");
    }
    ended = got < chunk.size();
    if (ended && !failure && csv_fini(&parser, take_cell, take_row, this) != 0) {
      fail("an opening quotation mark without a closing one");
    }
    return {};
  }

  void parse_lines(std::string_view bytes) {
    while (!bytes.empty() && !failure) {
      const std::size_t lf = bytes.find('\n');
      const std::size_t end = std::min(lf, bytes.substr(0, lf).find('\r'));
      const std::string_view row = bytes.substr(0, end);
      if (!is_row_begun && end != bytes.npos && split(row)) {
        end_row(bytes[end]);
      } else {
        is_row_begun = true;
        parse(bytes.substr(0, end == bytes.npos ? end : end + 1));
      }
      bytes.remove_prefix(std::min(end, bytes.size() - 1) + 1);
    }
  }

  // Returns false and takes no cell if a quotation mark does more than enclose a cell.
  bool split(std::string_view row) {
    if (row.empty()) return true;
    const bool has_quotes = row.find('"') != row.npos;
    for (std::size_t begin = 0; begin <= row.size();) {
      const bool is_quoted = has_quotes && row.substr(begin).starts_with('"');
      if (is_quoted) ++begin;
      const std::size_t end = std::min(row.find(is_quoted ? '"' : delimiter, begin), row.size());
      const std::string_view cell(row.data() + begin, end - begin);
      const std::size_t next = is_quoted ? end + 1 : end;
      const bool is_whole = next == row.size() || (next < row.size() && row[next] == delimiter);
      if (!is_whole || (has_quotes && !is_quoted && cell.find('"') != cell.npos)) {
        cells.resize(row_first_cell);
        return false;
      }
      if (!add_cell(cell)) return true;
      begin = next + 1;
    }
    return true;
  }

  void parse(std::string_view bytes) {
    const std::size_t parsed =
        csv_parse(&parser, bytes.data(), bytes.size(), take_cell, take_row, this);
    if (parsed < bytes.size()) {
      fail(csv_error(&parser) != CSV_EPARSE ? "out of memory"
           : parser.quoted != 0             ? "text after the quotation mark that closes a cell"
                                            : "a quotation mark inside an unquoted cell",
           "put quotation marks round the whole cell and double each one inside it");
    }
    if (parser.entry_pos > kMaxCell) fail_on_cell_size();
  }

  // The part that libcsv has of a cell that the chunk's end cut.
  std::string_view cell_begun() const {
    if (parser.entry_buf == nullptr) return {};
    return {reinterpret_cast<const char*>(parser.entry_buf), parser.entry_pos};
  }

  // If the chunk's end cut a row, its cells come from libcsv: moves them to the front.
  void drop_handed_out() {
    cells.erase(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(row_first_cell));
    text.erase(0, text.size() - (cells.empty() ? 0 : row_size));
    std::size_t begin = 0;
    for (std::string_view& cell : cells) {
      cell = std::string_view(text).substr(begin, cell.size());
      begin += cell.size();
    }
    row_first_cell = 0;
    rows.clear();
    next_row = 0;
  }

  // The first failure stands, once the rows before it have been handed out.
  void fail(const std::string& what, std::string hint = {}) {
    if (failure) return;
    failure = malformed(file.path() + ":" + std::to_string(line) + ": " + what, std::move(hint));
  }
  void fail_on_cell_size() {
    fail("a cell over " + std::to_string(kMaxCell) + " bytes",
         "often caused by a missing closing quotation mark");
  }

  FileReader file;
  const char delimiter;
  csv_parser parser;
  std::array<std::uint8_t, kChunk> chunk;
  std::uint64_t read = 0;
  bool ended = false;
  std::optional<Error> failure;

  std::string text;                     // libcsv's cells, one after another
  std::vector<std::string_view> cells;  // in the chunk or in text
  std::vector<QueuedRow> rows;
  std::size_t next_row = 0;  // after the current one
  // The row being parsed.
  std::size_t row_first_cell = 0;
  std::size_t row_size = 0;
  std::uint64_t row_line = 1;
  bool is_row_begun = false;  // libcsv has part of it
  std::uint64_t line = 1;
  bool after_cr = false;  // an LF now is the second half of CRLF
};

CsvReader::CsvReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<CsvReader> CsvReader::open(const std::string& path, char delimiter) {
  FileReader file = TRY(FileReader::open(path));
  return CsvReader(std::make_unique<State>(std::move(file), delimiter));
}

Result<bool> CsvReader::next() {
  while (state_->next_row == state_->rows.size()) {
    if (state_->failure) return *state_->failure;
    if (state_->ended) return false;
    TRY(state_->fill());
  }
  ++state_->next_row;
  return true;
}

std::span<const std::string_view> CsvReader::row() const {
  if (state_->next_row == 0) return {};
  const State::QueuedRow& row = state_->rows[state_->next_row - 1];
  return std::span(state_->cells).subspan(row.first_cell, row.end_cell - row.first_cell);
}
std::uint64_t CsvReader::line() const {
  return state_->next_row == 0 ? 0 : state_->rows[state_->next_row - 1].line;
}
std::uint64_t CsvReader::bytes_read() const {
  return state_->read;
}
std::uint64_t CsvReader::bytes_total() const {
  return state_->file.size();
}
const std::string& CsvReader::path() const {
  return state_->file.path();
}

void append_csv_row(std::string& out, std::span<const std::string_view> cells) {
  const auto append = [&](std::string_view cell) {
    // Without quotes, a single empty cell would be a blank line, and a byte order mark at the start
    // would not be text.
    const bool must_quote = cell.find_first_of(",\"\r\n") != cell.npos ||
                            cell.starts_with(kByteOrderMark) || (cell.empty() && cells.size() == 1);
    if (!must_quote) {
      out += cell;
      return;
    }
    out += '"';
    for (const char c : cell) out.append(c == '"' ? 2 : 1, c);
    out += '"';
  };
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    append(cells[i]);
  }
  out += '\n';
}

}  // namespace tally
