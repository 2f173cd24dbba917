#include "encoder/check_columns.h"

#include <algorithm>

#include "encoder/text.h"

namespace tally::encoder {

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
