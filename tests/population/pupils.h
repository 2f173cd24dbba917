// What the school census's tables of pupils have in common: those on roll and those who left.
#pragma once

#include <cstdint>
#include <string>

#include "tests/population/city_files.h"

namespace tally::population {

// A row of a pupil's: the registration in one school.
struct PupilRow {
  std::string pupil;  // the id by which the tables are joined
  std::uint32_t school;
};
// part: 0, kSecondSchoolRows and the like, each in a school of its own.
PupilRow pupil_row(const Lives& lives, const Subject& subject, std::uint32_t part);
// In columns that all tables have.
void set_school(const Lives& lives, const PupilRow& row, Table& table);
std::string census_id(const Lives& lives, const PupilRow& row);
std::string address_id(const Lives& lives, const Table& addresses);
std::string property_number(AddressIndex home);

std::string year_group(const Subject& subject);
std::string first_language(const Subject& subject, Stream& stream);
// When the pupil came to the first of the city's schools that it was in lately.
Day entry_of(const Subject& subject, Stream& stream);
// What the record has, in columns that both tables have.
void set_names(const Subject& subject, const Record& record, Stream& stream, Table& pupils);
void set_numbers(const Lives& lives, const Subject& subject, const Record& record, Stream& stream,
                 Table& pupils);

// The tables of those who left.
Status write_off_roll(const CityFiles& files);

}  // namespace tally::population
