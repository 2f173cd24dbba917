// The spring school census of 2025 in the form of a COLLECT download, with a CSV for each table:
// pupils on roll, some of them in two schools.
#include "tests/population/city_files.h"
#include "tests/population/dates.h"
#include "tests/population/pupils.h"
#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using std::chrono::days;
using enum CitySet;

constexpr std::string_view kPupilColumns =
    "pupilonrolltableid,NativeId,dob,surname,forename,middlenames,preferredsurname,formersurname,"
    "upn,formerupn,uniquelearnernumber,sex,entrydate,pupilonrollorderseqcolumn,sourceid,"
    "schoolcensustableid,hoursatsetting,schoollunchtaken,parttime,topupfunding,unitcontacttime,"
    "termlysessionspossible,senunitindicator,resourcedprovisionindicator,moveoffrollflag,"
    "fundedhours,missingaddress,duplicatenotfunded,extendedhours,eligibilitycode,dafindicator,"
    "ethnicity,yssa,servicechild,language,classtype,enrolstatus,boarder,plaa,senprovision,"
    "ncyearactual,eyppr,eyppbf,youngcarer";
constexpr std::string_view kAddressColumns =
    "pupilonrolltableid,NativeId,addressesonrolltableid,addressesonrollorderseqcolumn,sourceid,"
    "uniquepropertyreferencenumber,postcode,saon,paon,street,locality,town,administrativearea,"
    "posttown,addressline1,addressline2,addressline3,addressline4,addressline5";

constexpr std::size_t kMostEarlierHomes = 3;

void set_schooling(const Lives& lives, const Subject& subject, Stream& stream, Table& pupils) {
  const std::optional<Day> left = lives.left_school(subject);
  const Day first = entry_of(subject, stream);
  const Day entered_on = left ? *left + days{3} : first;
  const bool support = stream.chance(kSenSupport);
  const bool plan = stream.chance(kEhcPlan);
  const int age = age_of(subject.child());
  pupils.set("entrydate", of_collect(entered_on))
      .set("pupilonrollorderseqcolumn", "1")
      .set("schoollunchtaken", stream.below(3) == 0 ? "False" : "True")
      .set("parttime", stream.chance(kPartTime) ? "True" : "False")
      .set("topupfunding", plan ? "True" : "False")
      .set("termlysessionspossible", std::to_string(120 + stream.below(12)) + ".0")
      .set("senunitindicator", "False")
      .set("resourcedprovisionindicator", "False")
      .set("ethnicity", education_code(subject.ethnicity, stream))
      .set("servicechild", stream.chance(kServiceChild) ? "Y" : "N")
      .set("language", first_language(subject, stream))
      .set("classtype", age <= 4 ? "N" : "O")
      .set("boarder", "N")
      .set("plaa", subject.life.adopted ? "A" : "N")
      .set("senprovision", plan      ? "E"
                           : support ? "K"
                                     : "N")
      .set("ncyearactual", year_group(subject))
      .set("youngcarer", stream.chance(kYoungCarer) ? "S" : "N");
  if (age <= 4) pupils.set("fundedhours", "15.0").set("hoursatsetting", "15.0");
}

class Census {
 public:
  Census(const CityFiles& files, Table& pupils, Table& addresses)
      : files_(files), pupils_(pupils), addresses_(addresses) {}

  // set: which registration to write.
  Status write(const Subject& subject, CitySet set) {
    const Lives& lives = files_.lives;
    const bool second = set == second_school;
    const bool main = !second && lives.holds(second_school, subject);
    const Record record = lives.record(set, subject);
    Stream stream = lives.stream(school_census, subject, Purpose::layout);
    row_ = pupil_row(lives, subject, second ? kSecondSchoolRows : 0);
    set_keys(pupils_);
    set_names(subject, record, stream, pupils_);
    set_numbers(lives, subject, record, stream, pupils_);
    set_schooling(lives, subject, stream, pupils_);
    const std::string& born = record.cells[Field::date_of_birth];
    pupils_.set("dob", entered(born, subject.child().born, of_collect))
        .set("sex", record.cells[Field::sex])
        .set("schoolcensustableid", census_id(lives, row_))
        .set("enrolstatus", second ? "S"
                            : main ? "M"
                                   : "C")
        .set("missingaddress", record.cells[Field::postcode].empty() ? "True" : "False");
    TRY(pupils_.end_row());
    return write_homes(subject, record, stream);
  }

 private:
  void set_keys(Table& table) const {
    table.set("pupilonrolltableid", row_.pupil);
    set_school(files_.lives, row_, table);
  }

  // Writes the home that was reported last, then earlier homes that the school knew.
  Status write_homes(const Subject& subject, const Record& record, Stream& stream) {
    std::size_t row = 1;
    const auto& cells = record.cells;
    if (!cells[Field::postcode].empty()) {
      const Address last{cells[Field::house], cells[Field::street], cells[Field::town],
                         cells[Field::postcode]};
      TRY(write_home(row++, property_number(record.home), last));
    }
    const auto& residences = subject.family.residences;
    for (auto home = residences.rbegin(); home != residences.rend(); ++home) {
      const bool known = stream.chance(kEarlierHomeKnown);
      if (!known || home->home == record.home || row > kMostEarlierHomes) continue;
      if (home->from > kReferenceDay - days{200}) continue;  // the school does not know of it yet
      const Address address = files_.lives.population().city().address(home->home);
      TRY(write_home(row++, property_number(home->home), address));
    }
    return {};
  }

  Status write_home(std::size_t row, const std::string& property, const Address& address) {
    set_keys(addresses_);
    const std::uint64_t number = addresses_.rows();
    return addresses_.set("addressesonrolltableid", address_id(files_.lives, addresses_))
        .set("addressesonrollorderseqcolumn", std::to_string(row))
        .set("uniquepropertyreferencenumber", number % 4 == 0 ? "-1.0" : property)
        .set("postcode", address.postcode)
        .set("paon", address.house)
        .set("street", address.street)
        .set("town", address.town)
        .end_row();
  }

  const CityFiles& files_;
  Table& pupils_;
  Table& addresses_;
  PupilRow row_ = {};  // the current row
};

Status write_on_roll(const CityFiles& files) {
  AtomicFile* pupil_file = TRY(files.folder.add("pupilonroll.csv"));
  AtomicFile* address_file = TRY(files.folder.add("addressesonroll.csv"));
  Table pupils = TRY(Table::begin(*pupil_file, kPupilColumns));
  Table addresses = TRY(Table::begin(*address_file, kAddressColumns));
  Table adopted = TRY(exclusion_list(files, "education_adoption.csv", "local_id"));
  Table objections = TRY(exclusion_list(files, "education_objections.csv", "local_id"));
  Census census(files, pupils, addresses);
  const auto write = [&](const Subject& subject) -> Status {
    TRY(census.write(subject, school_census));
    const std::string id = files.lives.local_id(school_census, subject);
    TRY(write_truth(files.truth, "school_census", id, subject));
    Stream stream = files.lives.stream(school_census, subject, Purpose::exclusions);
    if (stream.chance(kObjection)) TRY(exclude(objections, "local_id", id));
    const bool before = subject.identity == Identity::before_adoption;
    return before ? exclude(adopted, "local_id", id) : Status();
  };
  TRY(for_everybody(files, school_census, write));
  // They are the same people, so the truth has them once.
  return for_everybody(files, second_school, [&](const Subject& subject) {
    return census.write(subject, second_school);
  });
}

}  // namespace

Status write_education(const CityFiles& files) {
  TRY(write_on_roll(files));
  return write_off_roll(files);
}

}  // namespace tally::population
