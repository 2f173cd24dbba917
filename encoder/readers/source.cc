#include "encoder/readers/source.h"

#include <algorithm>
#include <optional>

#include "common/join.h"
#include "encoder/readers/export.h"
#include "encoder/readers/joined_table.h"

namespace tally::encoder {

struct Source::State {
  // A table in its own file, and its rows for the current record.
  struct Joined {
    JoinedTable table;
    std::size_t to;  // the record's column, as wanted
    std::vector<std::uint32_t> rows;
  };

  Status open_tables(const Layout& layout, const SourceFiles& files);
  Status check_keys(const Layout& layout) const;
  void find_rows();
  const Joined* joined_at(std::size_t table) const {
    return table == 0 || !joined[table - 1] ? nullptr : &*joined[table - 1];
  }

  std::string path;
  std::vector<SourceColumn> wanted;           // followed by the columns that tables are joined by
  std::vector<std::size_t> place;             // of each wanted column in its joined table
  std::vector<std::optional<Joined>> joined;  // of each of the layout's tables
  std::unique_ptr<Export> records;
  bool is_ahead = false;  // open() has read the first record
  bool ended = false;
};

namespace {

std::string tables_of(const Layout& layout) {
  std::vector<std::string> names;
  for (const Layout::Table& table : layout.tables) {
    if (table.element.empty()) names.push_back(table.name);
  }
  return names.empty() ? "none" : join(names);
}

// usage: a table that does not take a file, or has two files.
Status check_tables(const Layout& layout, const SourceFiles& files) {
  for (const SourceFiles::Table& file : files.tables) {
    const std::string what = "--with " + file.name + ": ";
    const auto table = std::ranges::find(layout.tables, file.name, &Layout::Table::name);
    if (table == layout.tables.end()) {
      return usage_error(what + "the profile has no such table", "it has: " + tables_of(layout));
    }
    if (!table->element.empty()) return usage_error(what + "this table is inside the export");
    if (std::ranges::count(files.tables, file.name, &SourceFiles::Table::name) > 1) {
      return usage_error(what + "given twice");
    }
  }
  return {};
}

}  // namespace

Source::Source(std::unique_ptr<State> state) : state_(std::move(state)) {}
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;
Source::~Source() = default;

Result<Source> Source::open(const Layout& layout, const SourceFiles& files,
                            std::vector<SourceColumn> wanted) {
  TRY(check_tables(layout, files));
  auto state = std::make_unique<State>();
  state->path = files.path;
  state->wanted = std::move(wanted);
  TRY(state->open_tables(layout, files));
  const auto open_export = layout.format == Layout::Format::csv ? open_csv_export : open_xml_export;
  state->records = TRY(open_export(layout, files.path, state->wanted));
  TRY(state->check_keys(layout));
  Source source(std::move(state));
  const bool any = TRY(source.next());
  if (!any) return malformed(files.path + ": no rows after the header");
  source.state_->is_ahead = true;
  return source;
}

Status Source::State::open_tables(const Layout& layout, const SourceFiles& files) {
  joined.resize(layout.tables.size());
  place.resize(wanted.size());
  for (const SourceFiles::Table& file : files.tables) {
    const auto table = std::ranges::find(layout.tables, file.name, &Layout::Table::name);
    const auto at = static_cast<std::size_t>(table - layout.tables.begin());
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (wanted[i].table != 1 + at) continue;
      place[i] = columns.size();
      columns.push_back(wanted[i].name);
    }
    JoinedTable loaded = TRY(JoinedTable::load(file.path, table->key, columns));
    joined[at] = Joined{std::move(loaded), wanted.size(), {}};
    wanted.push_back({0, table->to});
  }
  return {};
}

Status Source::State::check_keys(const Layout& layout) const {
  for (std::size_t i = 0; i < joined.size(); ++i) {
    if (!joined[i] || records->has(joined[i]->to)) continue;
    return malformed(path + ": no column \"" + layout.tables[i].to + "\", by which the table \"" +
                     layout.tables[i].name + "\" is joined");
  }
  return {};
}

bool Source::has(std::size_t wanted) const {
  const State::Joined* joined = state_->joined_at(state_->wanted[wanted].table);
  return joined != nullptr ? joined->table.has(state_->place[wanted])
                           : state_->records->has(wanted);
}

const std::vector<std::string>& Source::header() const {
  return state_->records->header();
}

Result<bool> Source::next() {
  if (state_->is_ahead) {
    state_->is_ahead = false;
    return true;
  }
  const bool more = TRY(state_->records->next());
  state_->ended = !more;
  if (more) state_->find_rows();
  return more;
}

void Source::State::find_rows() {
  for (std::optional<Joined>& table : joined) {
    if (table) table->table.find(records->cell(table->to, 0), table->rows);
  }
}

std::size_t Source::rows(std::size_t table) const {
  const State::Joined* joined = state_->joined_at(table);
  return joined != nullptr ? joined->rows.size() : state_->records->rows(table);
}

std::string_view Source::cell(std::size_t wanted, std::size_t row) const {
  const State::Joined* joined = state_->joined_at(state_->wanted[wanted].table);
  if (joined == nullptr) return state_->records->cell(wanted, row);
  if (row >= joined->rows.size()) return {};
  return joined->table.cell(joined->rows[row], state_->place[wanted]);
}

std::span<const std::string_view> Source::unread_cells() const {
  return state_->records->unread_cells();
}

std::uint64_t Source::line() const {
  return state_->records->line();
}

std::vector<std::string> Source::remarks() const {
  std::vector<std::string> lines = state_->records->remarks();
  for (const std::optional<State::Joined>& joined : state_->joined) {
    if (!joined) continue;
    using enum JoinedTable::Unmatched;
    for (std::string& line : joined->table.remarks(state_->ended ? counted : left_out)) {
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

const std::string& Source::path() const {
  return state_->path;
}

std::uint64_t Source::bytes_read() const {
  return state_->records->bytes_read();
}

std::uint64_t Source::bytes_total() const {
  return state_->records->bytes_total();
}

}  // namespace tally::encoder
