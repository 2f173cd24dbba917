// The canonical fields of a person. A profile says which columns of an export they come from; an
// agreement says which are encoded.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tally {

enum class Field : std::uint8_t {
  forename,
  middle_names,
  surname,
  date_of_birth,
  sex,
  postcode,
  house,
  street,
  town,
  other_1,
  other_2,
  nhs_number,
  upn,
  uln,
};
inline constexpr std::size_t kFieldCount = 14;

inline constexpr std::array<std::string_view, kFieldCount> kFieldNames = {
    "forename", "middle_names", "surname", "date_of_birth", "sex",        "postcode", "house",
    "street",   "town",         "other_1", "other_2",       "nhs_number", "upn",      "uln"};

constexpr std::string_view name_of(Field field) {
  return kFieldNames[static_cast<std::size_t>(field)];
}
constexpr std::optional<Field> parse_field(std::string_view name) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (kFieldNames[i] == name) return static_cast<Field>(i);
  }
  return std::nullopt;
}
// Whether the field is a linking key. A linking key has check digits and is encoded only as an
// exact keyed token.
constexpr bool is_key(Field field) {
  return field >= Field::nhs_number;
}

// A value for each field.
template <class T>
struct PerField {
  std::array<T, kFieldCount> values{};
  T& operator[](Field f) { return values[static_cast<std::size_t>(f)]; }
  const T& operator[](Field f) const { return values[static_cast<std::size_t>(f)]; }
};

constexpr PerField<bool> all_fields() {
  PerField<bool> fields;
  fields.values.fill(true);
  return fields;
}

inline std::vector<std::string> field_names(const PerField<bool>& fields) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (fields.values[i]) names.emplace_back(kFieldNames[i]);
  }
  return names;
}

}  // namespace tally
