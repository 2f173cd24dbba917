#include "encoder/standardise/names.h"

#include <doctest/doctest.h>

#include <string>

#include "encoder/standardise/standardise.h"

namespace tally::encoder::names_test {
namespace {

struct Case {
  const char* cell;
  const char* name;
};

std::string name_of_cell(Field field, std::string_view cell) {
  std::string out;
  Standardiser().standardise(field, cell, out);
  return out;
}

CellState state_of(Field field, std::string_view cell) {
  std::string out;
  return Standardiser().standardise(field, cell, out);
}

TEST_CASE("a name is its words in capitals") {
  for (const Case& c : {Case{"Smith", "SMITH"},
                        {" smith-jones ", "SMITH JONES"},
                        {"Smith  -  Jones", "SMITH JONES"},
                        {"O'Brien", "OBRIEN"},
                        {"O`Brien", "OBRIEN"},
                        {"Sm1th", "SMTH"},
                        {"Smith2", "SMITH"},
                        {"Smith 2", "SMITH"},
                        {"2 3 Smith 4 5", "SMITH"},
                        {"earl 4th", "EARL"},
                        {"1st 2nd 3rd Smith", "SMITH"},
                        {"J.R.R. Tolkien", "J R R TOLKIEN"}}) {
    CAPTURE(c.cell);
    CHECK(name_of_cell(Field::surname, c.cell) == c.name);
    CHECK(name_of_cell(Field::forename, c.cell) == c.name);
  }
}

TEST_CASE("titles and suffixes go only if a name remains") {
  for (const Case& c : {Case{"Mr John", "JOHN"},
                        {"Mr. Dr John", "JOHN"},
                        {"Mr", "MR"},
                        {"Dr Mr", "MR"},
                        {"John Smith Jr.", "JOHN SMITH"},
                        {"John III", "JOHN"},
                        {"Miss Ann II Jnr", "ANN"},
                        {"Dr Jr", "DR"},
                        {"Master", "MASTER"},
                        {"Mister", "MISTER"},
                        {"Drew", "DREW"},
                        {"John Mr", "JOHN MR"}}) {
    CAPTURE(c.cell);
    CHECK(name_of_cell(Field::forename, c.cell) == c.name);
    CHECK(name_of_cell(Field::surname, c.cell) == c.name);
  }
}

TEST_CASE("text in brackets is removed if a name remains outside") {
  for (const Case& c : {Case{"Robert (known as Bob)", "ROBERT"},
                        {"(Robert) Bob", "BOB"},
                        {"(Robert)", "ROBERT"},
                        {"Rob(ert)a", "ROB A"},
                        {"Robert (Bob", "ROBERT"},
                        {"Robert) Bob", "ROBERT BOB"},
                        {"[Robert]", "ROBERT"},
                        {"Ann [Robert (Bob)] Lee", "ANN LEE"},
                        {"1 (Robert)", "ROBERT"},
                        {"Robert（Bob）", "ROBERT"}}) {
    CAPTURE(c.cell);
    CHECK(name_of_cell(Field::forename, c.cell) == c.name);
  }
}

TEST_CASE("particles are joined only in surnames") {
  for (const Case& c : {Case{"van der Berg", "VANDERBERG"},
                        {"De Silva", "DESILVA"},
                        {"Mc Donald", "MCDONALD"},
                        {"O Brien", "OBRIEN"},
                        {"D'Souza", "DSOUZA"},
                        {"D Souza", "DSOUZA"},
                        {"Al-Hassan", "ALHASSAN"},
                        {"Garcia de la Cruz", "GARCIA DELACRUZ"},
                        {"Abdul Rahman", "ABDULRAHMAN"},
                        {"Van", "VAN"},
                        {"van der", "VANDER"},
                        {"De R Berg", "DERBERG"},
                        {"Mr de Silva Jr", "DESILVA"},
                        {"Vandenberg", "VANDENBERG"}}) {
    CAPTURE(c.cell);
    CHECK(name_of_cell(Field::surname, c.cell) == c.name);
  }
  CHECK(name_of_cell(Field::forename, "De Andre") == "DE ANDRE");
  CHECK(name_of_cell(Field::middle_names, "Mac Kenzie") == "MAC KENZIE");
}

TEST_CASE("unnamed children have no forename but keep their surname") {
  for (const char* cell : {"Baby",
                           "BABY BOY",
                           "Baby Girl Smith",
                           "baby of Smith",
                           "Infant",
                           "Male Infant",
                           "Infant of Jones",
                           "Unborn",
                           "Unborn baby",
                           "unborn smith",
                           "Twin 1",
                           "TWIN TWO",
                           "Twin A",
                           "twin ii",
                           "Baby (Twin 1)",
                           "Baby Boy Twin No. 2",
                           "Triplet 3",
                           "Newborn",
                           "Test",
                           "Test Patient",
                           "Mr Baby",
                           "None",
                           "(Baby)"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::forename, cell) == CellState::placeholder);
    CHECK(state_of(Field::middle_names, cell) == CellState::placeholder);
  }
  for (const char* cell : {"Unborn", "Unborn Baby", "Baby of Smith", "Do not use - duplicate",
                           "Duplicate of 1234", "Unknown", "Mr Unknown", "Unknown1"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::surname, cell) == CellState::placeholder);
  }
}

TEST_CASE("real names that look like placeholders are kept") {
  for (const char* cell : {"Noone", "Test", "Na", "Baby", "Nan", "Twin", "Blank", "Miss"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::surname, cell) == CellState::present);
  }
  for (const char* cell : {"Na", "Nil", "Nan", "Boy", "Babyface", "Baby Jane", "X", "Junior"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::forename, cell) == CellState::present);
  }
  for (const char* cell : {"Na", "n/a", "Nil", "NMN", "No middle name"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::middle_names, cell) == CellState::placeholder);
  }
}

TEST_CASE("a name must not be only digits") {
  for (const char* cell : {"123", "1847-1939", "7th", "(12)"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::surname, cell) == CellState::invalid);
  }
}

}  // namespace
}  // namespace tally::encoder::names_test
