#include "encoder/quality/export_columns.h"

#include <algorithm>

#include "common/join.h"
#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

std::size_t table_of(const Profile& profile, const Place& place) {
  return profile.columns[place.columns[0]].table;
}

// The missing fields that this table could fill.
std::vector<std::string> supplied_by(const RecordReader& reader, std::size_t table) {
  const Profile& profile = reader.profile();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto& mapping = profile.fields.values[i];
    if (!mapping || reader.fields().values[i]) continue;
    if (std::ranges::any_of(mapping->places, [&](const Place& place) {
          return table_of(profile, place) == table;
        })) {
      names.emplace_back(kFieldNames[i]);
    }
  }
  return names;
}

}  // namespace

bool is_given(const Profile& profile, const SourceFiles& files, std::size_t table) {
  const Layout::Table& of = profile.layout.tables[table - 1];
  return !of.element.empty() ||
         std::ranges::find(files.tables, of.name, &SourceFiles::Table::name) != files.tables.end();
}

bool is_lacking(const RecordReader& reader, const SourceFiles& files, Field field) {
  const Profile& profile = reader.profile();
  if (!profile.fields[field] || reader.fields()[field]) return false;
  return std::ranges::any_of(profile.fields[field]->places, [&](const Place& place) {
    const std::size_t table = table_of(profile, place);
    return table == 0 || is_given(profile, files, table);
  });
}

std::vector<std::string> columns_of(const RecordReader& reader, Field field) {
  const Profile& profile = reader.profile();
  std::vector<std::string> names;
  if (!profile.fields[field]) return names;
  for (const Place& place : profile.fields[field]->places) {
    for (const std::size_t at : place.columns) {
      if (!reader.source().has(at)) continue;
      const SourceColumn& column = profile.columns[at];
      std::string name = column.table == 0
                             ? column.name
                             : profile.layout.tables[column.table - 1].name + '.' + column.name;
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
  }
  return names;
}

std::vector<std::string> tables_not_given(const RecordReader& reader, const SourceFiles& files) {
  const auto& tables = reader.profile().layout.tables;
  std::vector<std::string> lines;
  for (std::size_t table = 1; table <= tables.size(); ++table) {
    const std::vector<std::string> fields = supplied_by(reader, table);
    if (fields.empty() || is_given(reader.profile(), files, table)) continue;
    lines.push_back("--with " + tables[table - 1].name + "=FILE would supply " + join(fields));
  }
  return lines;
}

std::vector<std::string> unused_columns(const RecordReader& reader) {
  const Profile& profile = reader.profile();
  const auto reads = [&](const std::string& name) {
    return std::ranges::any_of(profile.columns,
                               [&](const SourceColumn& column) {
                                 return column.table == 0 && column_name(column.name) == name;
                               }) ||
           std::ranges::any_of(profile.layout.tables, [&](const Layout::Table& table) {
             return column_name(table.to) == name;
           });
  };
  std::vector<std::string> names;
  for (const std::string& name : reader.source().header()) {
    if (!name.empty() && !reads(name)) names.push_back(name);
  }
  return names;
}

}  // namespace tally::encoder
