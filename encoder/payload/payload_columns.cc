#include "encoder/payload/payload_columns.h"

#include <algorithm>
#include <optional>

#include "common/printable.h"
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
std::optional<std::string_view> field_in(const Profile* profile, const std::string& name) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    if (!is_identifying(field)) continue;
    if (name == name_of(field) || (profile && reads(*profile, field, name))) return name_of(field);
  }
  const bool is_id = name == kLocalId || (profile && is_local_id(*profile, name));
  return is_id ? std::optional(kLocalId) : std::nullopt;
}

}  // namespace

std::vector<std::string> identifying(const Profile* profile, std::span<const std::string> columns) {
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

}  // namespace tally::encoder
