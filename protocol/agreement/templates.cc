#include "protocol/agreement/templates.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tally {
namespace {

constexpr std::uint32_t kPersonBits = 1024;
constexpr std::uint32_t kGroupBits = 512;
constexpr std::string_view kPerson = "person";
constexpr std::uint32_t kBandBits = 40;
constexpr std::uint32_t kBands = 64;
constexpr std::uint32_t kHashes = 12;

// A field's part in the person filter (bits for the whole value) and in a group filter (k for each
// token). Names share one key space, so that swapped, middle-as-first and double-barrelled names
// still agree.
struct Weight {
  Field field;
  std::string_view space;
  Tokens tokens;
  std::uint32_t bits;
  std::uint32_t k;
};
constexpr std::array kWeights = {
    Weight{Field::forename, "name", Tokens::padded_bigrams, 130, 10},
    Weight{Field::surname, "name", Tokens::padded_bigrams, 110, 10},
    Weight{Field::middle_names, "name", Tokens::padded_bigrams, 40, 4},
    Weight{Field::date_of_birth, "dob", Tokens::date_components, 200, 10},
    Weight{Field::sex, "sex", Tokens::value, 20, 6},
    Weight{Field::postcode, "postcode", Tokens::positional_characters, 60, 8},
    Weight{Field::house, "house", Tokens::positional_characters, 30, 6},
    Weight{Field::street, "street", Tokens::padded_bigrams, 40, 4},
    Weight{Field::town, "town", Tokens::padded_bigrams, 40, 4},
    Weight{Field::other_1, "other_1", Tokens::padded_bigrams, 30, 8},
    Weight{Field::other_2, "other_2", Tokens::padded_bigrams, 30, 8},
};

// The fields of a group filter, in the order of kWeights.
struct Group {
  std::string_view name;
  std::vector<Field> fields;
  std::optional<Field> needs;
};

std::vector<Group> groups_of(Level level) {
  if (level == Level::single) return {};
  std::vector<Group> groups;
  if (level == Level::grouped) {
    groups.push_back({"names", {Field::forename, Field::surname, Field::middle_names}, {}});
  } else {
    groups.push_back({"given", {Field::forename, Field::middle_names}, {}});
    groups.push_back({"surname", {Field::surname}, {}});
  }
  // Sex can be guessed from its frequencies, so it is never the only field of a filter.
  groups.push_back({"birth", {Field::date_of_birth, Field::sex}, Field::date_of_birth});
  groups.push_back({"address", {Field::postcode, Field::house, Field::street, Field::town}, {}});
  groups.push_back({"other_1", {Field::other_1}, {}});
  groups.push_back({"other_2", {Field::other_2}, {}});
  return groups;
}

Column make_filter(std::string_view name, std::uint32_t bits) {
  Column column;
  column.name = name;
  column.kind = Column::Kind::filter;
  column.bits = bits;
  return column;
}

Column person_filter(const PerField<bool>& used) {
  Column column = make_filter(kPerson, kPersonBits);
  for (const Weight& w : kWeights) {
    if (!used[w.field]) continue;
    column.features.push_back(
        {w.field, std::string(w.space), w.tokens, Insertions::per_field, w.bits});
  }
  return column;
}

Column group_filter(const Group& group, const PerField<bool>& used) {
  Column column = make_filter(group.name, kGroupBits);
  column.needs = group.needs;
  for (const Weight& w : kWeights) {
    if (!used[w.field] || !std::ranges::count(group.fields, w.field)) continue;
    const Tokens tokens = w.field == Field::date_of_birth ? Tokens::date_digits : w.tokens;
    column.features.push_back({w.field, std::string(w.space), tokens, Insertions::per_token, w.k});
  }
  return column;
}

// The fields of one kind of identifiers, and those of which one must be there.
struct Kind {
  std::vector<Field> fields;
  std::vector<Field> needs;
};
const Kind kGiven = {{Field::forename, Field::middle_names}, {Field::forename}};
const Kind kSurname = {{Field::surname}, {Field::surname}};
const Kind kNameFields = {{Field::forename, Field::surname, Field::middle_names},
                          {Field::forename, Field::surname}};
const Kind kBirth = {{Field::date_of_birth, Field::sex}, {Field::date_of_birth}};
// What else the data sets share says about as much of a person as an address.
const Kind kAddress = {
    {Field::postcode, Field::house, Field::street, Field::town, Field::other_1, Field::other_2},
    {Field::postcode, Field::street, Field::other_1, Field::other_2}};

// Bands that join these kinds. Bands of only one kind would show who has the same birthday or lives
// at the same address.
Column make_bands(std::string_view name, const std::vector<Kind>& kinds,
                  const PerField<bool>& used) {
  Column column;
  column.name = name;
  column.kind = Column::Kind::bands;
  column.bits = kBandBits;
  column.bands = kBands;
  column.hashes = kHashes;
  for (const Weight& w : kWeights) {
    const bool joined = std::ranges::any_of(
        kinds, [&](const Kind& kind) { return std::ranges::count(kind.fields, w.field) != 0; });
    if (!used[w.field] || !joined) continue;
    column.features.push_back(
        {w.field, std::string(w.space), w.tokens, Insertions::weight, w.bits});
  }
  for (const Kind& kind : kinds) {
    std::vector<Field>& needs = column.joins.emplace_back();
    for (const Field field : kind.needs) {
      if (used[field]) needs.push_back(field);
    }
  }
  return column;
}

std::vector<Column> band_columns(const PerField<bool>& used) {
  std::vector<Column> columns = {
      make_bands("names_birth", {kNameFields, kBirth}, used),
      make_bands("names_address", {kNameFields, kAddress}, used),
      make_bands("birth_address", {kBirth, kAddress}, used),
      make_bands("all", {kNameFields, kBirth, kAddress}, used),
      make_bands("given_birth", {kGiven, kBirth}, used),
      make_bands("surname_birth", {kSurname, kBirth}, used),
      make_bands("given_address", {kGiven, kAddress}, used),
  };
  std::erase_if(columns, [](const Column& column) {
    return std::ranges::any_of(column.joins, [](const auto& kind) { return kind.empty(); });
  });
  return columns;
}

Column key_column(Field key) {
  Column column;
  column.name = name_of(key);
  column.kind = Column::Kind::token;
  column.key = key;
  return column;
}

}  // namespace

Encoding make_encoding(Level level, const PerField<bool>& used) {
  Encoding encoding;
  encoding.standardiser = kStandardiserVersion;
  encoding.unicode = kUnicodeVersion;
  std::vector<Column> filters;
  if (level == Level::banded) {
    filters = band_columns(used);
  } else {
    filters.push_back(person_filter(used));
    for (const Group& group : groups_of(level)) filters.push_back(group_filter(group, used));
  }
  for (Column& filter : filters) {
    if (is_supplied(filter, used)) encoding.columns.push_back(std::move(filter));
  }
  for (const Field key : {Field::nhs_number, Field::upn, Field::uln}) {
    if (used[key]) encoding.columns.push_back(key_column(key));
  }
  return encoding;
}

std::vector<Pass> make_passes(const Encoding& encoding) {
  std::vector<Pass> passes;
  std::vector<std::string> groups;
  std::vector<std::string> bands;
  for (const Column& column : encoding.columns) {
    if (column.kind == Column::Kind::token) {
      passes.push_back({column.name, column.name, {}, Rule::exact});
    } else if (column.kind == Column::Kind::bands) {
      bands.push_back(column.name);
    } else if (column.name != kPerson) {
      groups.push_back(column.name);
    }
  }
  if (encoding.find(kPerson) != nullptr) {
    passes.push_back({std::string(kPerson), std::string(kPerson), groups, Rule::without_truth});
  }
  if (!bands.empty()) {
    passes.push_back({std::string(kPerson), bands.front(), bands, Rule::without_truth});
  }
  return passes;
}

}  // namespace tally
