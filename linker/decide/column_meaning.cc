#include "linker/decide/column_meaning.h"

#include <algorithm>
#include <initializer_list>

namespace tally::linker {
namespace {

bool holds(const Column& column, std::initializer_list<Field> fields) {
  return std::ranges::any_of(column.features, [&](const Feature& feature) {
    return std::ranges::count(fields, feature.field) != 0;
  });
}

bool holds_only(const Column& column, std::initializer_list<Field> fields) {
  return std::ranges::all_of(column.features, [&](const Feature& feature) {
    return std::ranges::count(fields, feature.field) != 0;
  });
}

}  // namespace

Meaning meaning_of(const Column& column) {
  if (column.features.empty()) return Meaning::other;
  if (holds_only(column, {Field::forename, Field::middle_names})) return Meaning::given;
  if (holds_only(column, {Field::surname})) return Meaning::surname;
  if (holds_only(column, {Field::forename, Field::middle_names, Field::surname})) {
    return Meaning::names;
  }
  if (holds_only(column, {Field::date_of_birth, Field::sex}) &&
      holds(column, {Field::date_of_birth})) {
    return Meaning::birth;
  }
  if (holds_only(column, {Field::postcode, Field::house, Field::street, Field::town})) {
    return Meaning::address;
  }
  return Meaning::other;
}

}  // namespace tally::linker
