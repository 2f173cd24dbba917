#include "tests/population/pupils.h"

#include <algorithm>
#include <array>

#include "tests/population/dates.h"
#include "tests/population/identifiers.h"
#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using std::chrono::days;

constexpr std::uint32_t kPupilsOfSchool = 400;
constexpr std::uint64_t kSourceIds = 1, kCensusIds = 2, kAddressIds = 3;  // parts of short_id
constexpr int kUlnFrom = 14;

// The schools of a pupil's other registrations are the next ones.
std::uint32_t school_of(const Lives& lives, const Subject& subject, std::uint32_t next) {
  const std::uint32_t schools = lives.population().people() / kPupilsOfSchool + 1;
  // Brothers and sisters under 11 go to one school, and those of 11 and over to another.
  const bool older = age_of(subject.child()) >= 11;
  const auto family = static_cast<std::uint64_t>(subject.family.index);
  return static_cast<std::uint32_t>((mix(lives.seed(), family, older ? 1 : 0) + next) % schools) +
         1;
}

}  // namespace

PupilRow pupil_row(const Lives& lives, const Subject& subject, std::uint32_t part) {
  return {lives.row_id(CitySet::school_census, subject.number + part),
          school_of(lives, subject, part / kSecondSchoolRows)};
}

void set_school(const Lives& lives, const PupilRow& row, Table& table) {
  table.set("NativeId", "SCH" + std::to_string(row.school))
      .set("sourceid", short_id(lives.seed(), row.school, kSourceIds));
}

std::string census_id(const Lives& lives, const PupilRow& row) {
  return short_id(lives.seed(), row.school, kCensusIds);
}

std::string address_id(const Lives& lives, const Table& addresses) {
  return short_id(lives.seed(), addresses.rows(), kAddressIds);
}

std::string property_number(AddressIndex home) {
  return std::to_string(100'070'000'000 + static_cast<std::uint64_t>(home)) + ".0";
}

std::string year_group(const Subject& subject) {
  const Day september{std::chrono::year{2024} / 9 / 1};
  const int age = whole_years(subject.child().born, september);
  if (age < 4) return age == 3 ? "N2" : "N1";
  return age == 4 ? "R" : std::to_string(age - 4);
}

std::string first_language(const Subject& subject, Stream& stream) {
  static constexpr std::array<std::string_view, 6> kLanguages = {"PNJA", "URD", "POL",
                                                                 "RMN",  "ARA", "OTH"};
  const bool other = stream.chance(kOtherLanguage);
  const std::string_view language = stream.pick(kLanguages);
  const bool may = subject.ethnicity.group != EthnicGroup::white_british;
  return std::string(may && other ? language : "ENG");
}

Day entry_of(const Subject& subject, Stream& stream) {
  const Child& child = subject.child();
  const int age = age_of(child);
  const int years = age >= 16 ? age - 16 : age >= 11 ? age - 11 : age - 4;
  const Day usual = Day{std::chrono::year{2024 - std::max(years, 0)} / 9 / 3};
  const Day late = kReferenceDay - days{stream.below(300)};
  const bool arrived_late = subject.life.arrived && *subject.life.arrived > usual;
  return arrived_late ? std::max(*subject.life.arrived, late) : usual;
}

void set_names(const Subject& subject, const Record& record, Stream& stream, Table& pupils) {
  const Child& child = subject.child();
  const std::string& surname = record.cells[Field::surname];
  const std::string& now = child.surnames.back().name;
  const bool changed = child.surnames.size() > 1;
  const bool given = stream.chance(kPreferredSurnameGiven);
  const bool former = stream.chance(kFormerSurnameGiven);
  pupils.set("surname", surname)
      .set("forename", record.cells[Field::forename])
      .set("middlenames", record.cells[Field::middle_names]);
  if (given) pupils.set("preferredsurname", changed && surname != now ? now : surname);
  if (changed && former && surname == now) {
    pupils.set("formersurname", child.surnames.front().name);
  }
}

void set_numbers(const Lives& lives, const Subject& subject, const Record& record, Stream& stream,
                 Table& pupils) {
  const Child& child = subject.child();
  const bool had_another = stream.chance(kFormerUpn) && subject.life.arrived;
  const auto entry = static_cast<int>(std::chrono::year_month_day{child.born}.year()) + 5;
  const std::uint64_t number = static_cast<std::uint64_t>(child.person);
  pupils.set("upn", record.cells[Field::upn]);
  // A UPN of another year belongs to nobody.
  if (had_another && subject.identity == Identity::own) {
    pupils.set("formerupn", upn(lives.seed(), number, entry, UpnKind::permanent));
  }
  if (age_of(child) >= kUlnFrom) pupils.set("uniquelearnernumber", uln(lives.seed(), number));
}

}  // namespace tally::population
