#include "encoder/profile.h"

#include <algorithm>

#include "encoder/local_id.h"
#include "encoder/text.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kLocalId = "local_id";

// For a message: short, and nothing in it that a terminal obeys.
std::string printable(std::string name) {
  for (char& c : name) {
    if (c < ' ' || c > '~') c = '?';
  }
  if (name.size() > 40) name.replace(40, name.npos, "...");
  return '"' + name + '"';
}

std::string columns_hint() {
  std::string hint = "the first line names the columns: local_id and any of";
  for (const std::string_view field : kFieldNames) hint += ' ' + std::string(field);
  return hint;
}

// A spreadsheet set to another language separates by semicolons.
std::string separator_hint(std::span<const std::string_view> header) {
  if (header.size() == 1 && header[0].find(';') != header[0].npos) {
    return "its columns seem to be separated by semicolons: save it with commas";
  }
  if (header.size() == 1 && header[0].find('\t') != header[0].npos) {
    return "its columns seem to be separated by tabs: save it with commas";
  }
  return columns_hint();
}

}  // namespace

std::string column_name(std::string_view cell) {
  std::string name(trim(cell));
  for (char& c : name) {
    if (is_upper(c)) c = static_cast<char>(c + 32);
  }
  return name;
}

Status check_profile(const std::string& profile) {
  if (profile == "person") return {};
  return refused(printable(profile) + ": no such profile", "the profiles are: person");
}

Result<RecordReader> RecordReader::open(const std::string& profile, const std::string& path) {
  TRY(check_profile(profile));
  RecordReader reader(TRY(CsvReader::open(path)));
  TRY(reader.read_header());
  reader.ahead_ = TRY(reader.csv_.next());
  if (!reader.ahead_) return malformed(path + ": no rows after the header");
  return reader;
}

// A first line without local_id may be a row of data: its cells are not named.
Status RecordReader::read_header() {
  const bool found = TRY(csv_.next());
  if (!found) return malformed(csv_.path() + ": empty", columns_hint());
  const std::string place = csv_.path() + ":" + std::to_string(csv_.line()) + ": ";
  std::vector<std::string> names;
  for (const std::string_view cell : csv_.row()) names.push_back(column_name(cell));
  if (std::ranges::find(names, kLocalId) == names.end()) {
    return malformed(place + "no column \"local_id\"", separator_hint(csv_.row()));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
        names.begin() + static_cast<std::ptrdiff_t>(i)) {
      return malformed(place + "column " + printable(names[i]) + " comes twice");
    }
    columns_.push_back(parse_field(names[i]));
    if (!columns_.back() && names[i] != kLocalId) {
      return malformed(place + "column " + printable(names[i]) + ": not a field", columns_hint());
    }
    if (columns_.back()) fields_[*columns_.back()] = true;
  }
  if (columns_.size() == 1) return malformed(place + "no column but local_id", columns_hint());
  return {};
}

Result<bool> RecordReader::next() {
  const bool more = ahead_ || TRY(csv_.next());
  ahead_ = false;
  if (more) read_row();
  return more;
}

void RecordReader::read_row() {
  const std::span<const std::string_view> row = csv_.row();
  record_ = {};
  record_.line = csv_.line();
  reject_ = std::nullopt;
  if (row.size() != columns_.size()) {
    reject_ = Reject::wrong_cell_count;
    return;
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (columns_[i]) {
      record_.cells[*columns_[i]] = row[i];
    } else {
      record_.local_id = trim_local_id(row[i]);
    }
  }
  reject_ = reject_local_id(record_.local_id);
}

}  // namespace tally::encoder
