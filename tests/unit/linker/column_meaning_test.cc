#include "linker/decide/column_meaning.h"

#include <doctest/doctest.h>

#include <map>

#include "protocol/agreement/templates.h"

namespace tally::linker::column_meaning_test {
namespace {

Column column_of(const std::vector<Field>& fields) {
  Column column;
  column.name = "anything";
  column.kind = Column::Kind::filter;
  column.bits = 64;
  for (const Field field : fields) {
    column.features.push_back({field, "space", Tokens::value, Insertions::per_token, 1});
  }
  return column;
}

TEST_CASE("a column has the meaning that all its fields share") {
  struct Case {
    std::vector<Field> fields;
    Meaning meaning;
  };
  for (const Case& c : {
           Case{{Field::forename}, Meaning::given},
           Case{{Field::middle_names, Field::forename}, Meaning::given},
           Case{{Field::surname}, Meaning::surname},
           Case{{Field::forename, Field::surname}, Meaning::names},
           Case{{Field::date_of_birth}, Meaning::birth},
           Case{{Field::sex, Field::date_of_birth}, Meaning::birth},
           Case{{Field::postcode}, Meaning::address},
           Case{{Field::town, Field::street, Field::house}, Meaning::address},
       }) {
    CHECK(meaning_of(column_of(c.fields)) == c.meaning);
  }
}

TEST_CASE("a column of several kinds or of sex only has no such meaning") {
  CHECK(meaning_of(column_of({Field::forename, Field::date_of_birth})) == Meaning::other);
  CHECK(meaning_of(column_of({Field::surname, Field::postcode})) == Meaning::other);
  CHECK(meaning_of(column_of({Field::sex})) == Meaning::other);
  CHECK(meaning_of(column_of({Field::other_1})) == Meaning::other);
  CHECK(meaning_of(column_of({})) == Meaning::other);
}

TEST_CASE("the columns of every template have the meaning of their names") {
  const std::map<std::string, Meaning> called = {
      {"names", Meaning::names},   {"given", Meaning::given},     {"surname", Meaning::surname},
      {"birth", Meaning::birth},   {"address", Meaning::address}, {"person", Meaning::other},
      {"other_1", Meaning::other}, {"other_2", Meaning::other}};
  for (const Level level : {Level::single, Level::grouped, Level::detailed}) {
    for (const Column& column : make_encoding(level, all_fields()).columns) {
      if (column.kind != Column::Kind::filter) continue;
      CAPTURE(column.name);
      CHECK(meaning_of(column) == called.at(column.name));
    }
  }
}

}  // namespace
}  // namespace tally::linker::column_meaning_test
