#include "encoder/payload/payload_columns.h"

#include <algorithm>

#include "common/printable.h"
#include "encoder/profiles/read_place.h"
#include "encoder/record/text.h"

namespace tally::encoder {
namespace {

constexpr std::string_view kLocalId = "local_id";

// The values of other fields are shared by many people.
bool is_identifying(Field field) {
  return field != Field::sex && field != Field::town && field != Field::other_1 &&
         field != Field::other_2;
}

// The name in a payload of an XML element: the last part of its path.
std::string plain_name(std::string_view column) {
  const std::size_t slash = column.rfind('/');
  return column_name(slash == column.npos ? column : column.substr(slash + 1));
}

bool reads(const Profile& profile, const std::vector<Place>& places, const std::string& name) {
  return std::ranges::any_of(places, [&](const Place& place) {
    return std::ranges::any_of(place.columns, [&](std::size_t column) {
      return plain_name(profile.columns[column].name) == name;
    });
  });
}

bool reads(const Profile& profile, Field field, const std::string& name) {
  const auto& mapping = profile.fields[field];
  if (mapping && reads(profile, mapping->places, name)) return true;
  return std::ranges::any_of(profile.alternates, [&](const Alternates& alternates) {
    return alternates.field == field && reads(profile, alternates.places, name);
  });
}

// The first identifying field that the column is.
std::optional<std::string_view> field_in(const Profile& profile, const std::string& name) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    if (!is_identifying(field)) continue;
    if (name == name_of(field) || reads(profile, field, name)) return name_of(field);
  }
  const bool is_id = name == kLocalId || is_local_id(profile, name);
  return is_id ? std::optional(kLocalId) : std::nullopt;
}

// The names, in a payload, of the columns of a place and of the column that says which rows count.
std::vector<std::string> names_of(const Profile& profile, const Place& place) {
  std::vector<std::string> names;
  for (const std::size_t column : place.columns) {
    names.push_back(plain_name(profile.columns[column].name));
  }
  if (place.where) names.push_back(plain_name(profile.columns[*place.where].name));
  return names;
}

}  // namespace

std::vector<std::string> identifying(const Profile& profile, std::span<const std::string> columns) {
  std::vector<std::string> texts;
  for (const std::string& column : columns) {
    const auto field = field_in(profile, column_name(column));
    if (field) texts.push_back('"' + printable(column) + "\" (" + std::string(*field) + ")");
  }
  return texts;
}

std::vector<std::string> names_excluded_with(const Profile& profile) {
  std::vector<std::string> names;
  for (const Place& place : profile.excluded_with) {
    for (const std::size_t column : place.columns) {
      names.push_back(plain_name(profile.columns[column].name));
    }
  }
  return names;
}

bool is_local_id(const Profile& profile, const std::string& column) {
  return reads(profile, profile.local_id.places, column_name(column));
}

Mapping local_id_in(const Profile& profile, std::span<const std::string> names) {
  const auto find = [&](std::size_t& column) {
    const auto found = std::ranges::find(names, plain_name(profile.columns[column].name));
    column = found == names.end() ? kNotThere : static_cast<std::size_t>(found - names.begin());
  };
  Mapping local_id = profile.local_id;
  for (Place& place : local_id.places) {
    for (std::size_t& column : place.columns) find(column);
    if (place.where) find(*place.where);
  }
  return local_id;
}

std::string_view read_local_id(const Mapping& local_id, std::span<const std::string_view> cells,
                               std::string& out) {
  const auto cell_of = [&](std::size_t column) {
    return column == kNotThere ? std::string_view() : cells[column];
  };
  out.clear();
  for (const Place& place : local_id.places) {
    read_place(place, local_id, Trim::spaces, cell_of, out);
    if (!out.empty()) break;
  }
  return trim_local_id(out);
}

std::optional<std::string> missing_for_local_id(const Profile& profile,
                                                std::span<const std::string> names) {
  std::optional<std::string> missing;
  bool has_any = false;
  for (const Place& place : profile.local_id.places) {
    bool is_there = false;
    for (const std::string& name : names_of(profile, place)) {
      const bool found = std::ranges::find(names, name) != names.end();
      is_there = is_there || found;
      if (!found && !missing) missing = name;
    }
    if (is_there && missing) return missing;
    has_any = has_any || is_there;
  }
  return has_any ? std::nullopt : missing;
}

}  // namespace tally::encoder
