// Parts that the school census's tables of pupils share: pupils on roll and pupils who left.
#pragma once

#include <cstdint>
#include <string>

#include "tests/population/city_files.h"

namespace tally::population {

// A pupil's row: the registration in one school.
struct PupilRow {
  std::string pupil;  // the id by which the tables are joined
  std::uint32_t school;
};
// part: 0, kSecondSchoolRows and similar; each is in its own school.
PupilRow pupil_row(const Lives& lives, const Subject& subject, std::uint32_t part);
// Sets the columns of the school that all tables have.
void set_school(const Lives& lives, const PupilRow& row, Table& table);
std::string census_id(const Lives& lives, const PupilRow& row);
std::string address_id(const Lives& lives, const Table& addresses);
std::string property_number(AddressIndex home);

std::string year_group(const Subject& subject);
std::string first_language(const Subject& subject, Stream& stream);
// The day when the pupil came to the first of its latest schools in the city.
Day entry_of(const Subject& subject, Stream& stream);
// Sets the record's values in the columns that both tables have.
void set_names(const Subject& subject, const Record& record, Stream& stream, Table& pupils);
void set_numbers(const Lives& lives, const Subject& subject, const Record& record, Stream& stream,
                 Table& pupils);

// Writes the tables of pupils who left.
Status write_off_roll(const CityFiles& files);

}  // namespace tally::population
