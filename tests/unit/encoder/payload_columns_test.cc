#include "encoder/payload/payload_columns.h"

#include <doctest/doctest.h>

namespace tally::encoder::payload_columns_test {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("columns that a profile reads identifiers from are named with their field") {
  constexpr std::string_view kText =
      "title: T\nlocal_id: Child ID\nsurname: Family name; X is not known\n"
      "alternate surname: Former\nupn: Ids/Pupil/UPN\ntown: Place\nsex: Gender\nother_1: GP\n"
      "date_of_birth: Y + M + D; parts\n";
  const Profile profile = parse_profile(kText, "t").value();
  const Texts columns = {"family NAME ", "former", "Pupil", "upn",    "Place",   "gender",
                         "GP",           "m",      "sen",   "Street", "child id"};
  CHECK(identifying(profile, columns) == Texts{"\"family NAME \" (surname)", "\"former\" (surname)",
                                               "\"upn\" (upn)", "\"m\" (date_of_birth)",
                                               "\"Street\" (street)", "\"child id\" (local_id)"});
  CHECK(is_local_id(profile, " CHILD ID"));
  CHECK_FALSE(is_local_id(profile, "upn"));
}

TEST_CASE("columns that a profile does not read are recognised by the names of fields") {
  const Profile profile = parse_profile("title: T\nlocal_id: a\nupn: b\n", "t").value();
  const Texts columns = {"Family name", "Surname", "NHS_number", "sex", "town", "other_2", "house"};
  CHECK(identifying(profile, columns) ==
        Texts{"\"Surname\" (surname)", "\"NHS_number\" (nhs_number)", "\"house\" (house)"});
}

TEST_CASE("local ids of a payload need every column before another that the payload has") {
  const Profile profile =
      parse_profile("title: T\nlocal_id: One + Two, T/Three, Four\nupn: b\n", "t").value();
  const auto missing = [&](const Texts& names) { return missing_for_local_id(profile, names); };
  CHECK_FALSE(missing({"one", "two", "three", "four"}));
  CHECK_FALSE(missing({"x", "two", "one"}));
  CHECK_FALSE(missing({"one", "two", "three"}));
  CHECK(missing({"one"}) == "two");
  CHECK(missing({"two", "one", "four"}) == "three");
  CHECK(missing({"three"}) == "one");
  CHECK(missing({"b"}) == "one");
}

}  // namespace
}  // namespace tally::encoder::payload_columns_test
