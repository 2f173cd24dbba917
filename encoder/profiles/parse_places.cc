#include "encoder/profiles/parse_places.h"

#include <algorithm>

#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kMaxName = 200;
constexpr std::string_view kIs = " is ";
constexpr std::string_view kWhere = " where ";
constexpr const char* kLayouts =
    "a date's layout is one of: year month day, day month year, year name day, excel serial, parts";

// The table that a name begins with, as in "addresses.postcode"; 0: the record itself.
std::size_t table_of(const Profile& profile, std::string_view& name) {
  const std::size_t dot = name.find('.');
  if (dot == name.npos) return 0;
  const auto& tables = profile.layout.tables;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (tables[i].name != name.substr(0, dot)) continue;
    name.remove_prefix(dot + 1);
    return i + 1;
  }
  return 0;
}

Status parse_where(Profile& profile, std::size_t table, std::string_view text, Place& place) {
  const std::size_t is = text.find(kIs);
  if (is == text.npos) return malformed("not \"where COLUMN is VALUE\"");
  place.where = TRY(add_column(profile, table, trim(text.substr(0, is))));
  for (const std::string_view value : split_text(text.substr(is + kIs.size()), "|")) {
    if (value.empty()) return malformed("an empty value");
    place.is.emplace_back(value);
  }
  return {};
}

Result<Place> parse_place(Profile& profile, std::string_view text) {
  Place place;
  const std::size_t where = text.find(kWhere);
  std::optional<std::size_t> table;
  for (std::string_view name : split_text(text.substr(0, where), " + ")) {
    const std::size_t its = table_of(profile, name);
    if (table.value_or(its) != its) return malformed("columns of several tables joined with +");
    table = its;
    place.columns.push_back(TRY(add_column(profile, its, name)));
  }
  if (where != text.npos) {
    TRY(parse_where(profile, *table, text.substr(where + kWhere.size()), place));
  }
  return place;
}

Status parse_clause(std::string_view clause, Kind kind, Mapping& mapping) {
  if (const auto layout = parse_date_layout(clause)) {
    if (kind != Kind::date) return malformed("a date layout for a field that is not a date");
    if (mapping.date) return malformed("two date layouts");
    mapping.date = layout;
    return {};
  }
  const std::size_t is = clause.find(kIs);
  if (is == clause.npos) {
    return malformed("a clause that is neither a date layout nor \"VALUE is CODE\"",
                     kind == Kind::date ? kLayouts : "");
  }
  const std::string_view from = trim(clause.substr(0, is));
  const std::string_view to = trim(clause.substr(is + kIs.size()));
  if (from.empty() || to.empty()) return malformed("an empty code");
  mapping.codes.push_back({std::string(from), to == "not known" ? "" : std::string(to)});
  return {};
}

// A date has its layout, and three columns if that is "parts".
Status check_date(const Mapping& mapping) {
  if (!mapping.date) {
    return malformed("a date without its layout", kLayouts);
  }
  const bool parts = *mapping.date == DateLayout::parts;
  for (const Place& place : mapping.places) {
    if (parts && place.columns.size() != 3) return malformed("parts are not YEAR + MONTH + DAY");
    if (!parts && place.columns.size() != 1) return malformed("a date of several columns");
  }
  return {};
}

}  // namespace

std::vector<std::string_view> split_text(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0, end = 0; end != text.npos; begin = end + separator.size()) {
    end = text.find(separator, begin);
    parts.push_back(trim(text.substr(begin, end == text.npos ? end : end - begin)));
  }
  return parts;
}

bool is_source_name(std::string_view text) {
  return !text.empty() && text.size() <= kMaxName;
}

Result<std::size_t> add_column(Profile& profile, std::size_t table, std::string_view name) {
  if (!is_source_name(name)) return malformed("a column without a name, or with a very long one");
  auto& columns = profile.columns;
  const auto found = std::ranges::find_if(columns, [&](const SourceColumn& column) {
    return column.table == table && column.name == name;
  });
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  columns.push_back({table, std::string(name)});
  return columns.size() - 1;
}

Result<std::vector<Place>> parse_places(Profile& profile, std::string_view text) {
  std::vector<Place> places;
  for (const std::string_view part : split_text(text, ",")) {
    places.push_back(TRY(parse_place(profile, part)));
  }
  return places;
}

Result<Mapping> parse_mapping(Profile& profile, std::string_view text, Kind kind) {
  const std::vector<std::string_view> clauses = split_text(text, ";");
  Mapping mapping;
  mapping.places = TRY(parse_places(profile, clauses[0]));
  for (std::size_t i = 1; i < clauses.size(); ++i) TRY(parse_clause(clauses[i], kind, mapping));
  if (kind == Kind::date) TRY(check_date(mapping));
  return mapping;
}

}  // namespace tally::encoder
