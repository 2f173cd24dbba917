// The spring school census of 2025 as COLLECT gives it out: a CSV a table.
#include <algorithm>
#include <array>

#include "tests/population/city_files.h"
#include "tests/population/dates.h"
#include "tests/population/identifiers.h"
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

constexpr std::uint32_t kPupilsOfSchool = 400;
constexpr std::uint64_t kSourceIds = 1, kCensusIds = 2, kAddressIds = 3;  // parts of short_id
constexpr int kUlnFrom = 14;
constexpr std::size_t kMostEarlierHomes = 3;
// DfE, rounded: SEN support, EHC plans; English as an additional language.
constexpr Rate kSenSupport{1400}, kEhcPlan{500}, kOtherLanguage{5000};
constexpr Rate kYoungCarer{60}, kServiceChild{80}, kDualRegistered{40}, kPartTime{100};

std::uint32_t school_of(const Lives& lives, const Subject& subject) {
  const std::uint32_t schools = lives.population().people() / kPupilsOfSchool + 1;
  // Brothers and sisters go to one school, until they go to the next.
  const bool older = age_of(subject.child()) >= 11;
  const auto family = static_cast<std::uint64_t>(subject.family.index);
  return static_cast<std::uint32_t>(mix(lives.seed(), family, older ? 1 : 0) % schools) + 1;
}

std::string year_group(const Subject& subject) {
  const Day september{std::chrono::year{2024} / 9 / 1};
  const int age = whole_years(subject.child().born, september);
  if (age < 4) return age == 3 ? "N2" : "N1";
  return age == 4 ? "R" : std::to_string(age - 4);
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
  // One given out in another year is nobody's.
  if (had_another && subject.identity == Identity::own) {
    pupils.set("formerupn", upn(lives.seed(), number, entry, UpnKind::permanent));
  }
  if (age_of(child) >= kUlnFrom) pupils.set("uniquelearnernumber", uln(lives.seed(), number));
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

std::string first_language(const Subject& subject, Stream& stream) {
  static constexpr std::array<std::string_view, 6> kLanguages = {"PNJA", "URD", "POL",
                                                                 "RMN",  "ARA", "OTH"};
  const bool other = stream.chance(kOtherLanguage);
  const std::string_view language = stream.pick(kLanguages);
  const bool may = subject.ethnicity.group != EthnicGroup::white_british;
  return std::string(may && other ? language : "ENG");
}

void set_schooling(const Subject& subject, Stream& stream, Table& pupils) {
  const bool support = stream.chance(kSenSupport);
  const bool plan = stream.chance(kEhcPlan);
  const int age = age_of(subject.child());
  pupils.set("entrydate", of_collect(entry_of(subject, stream)))
      .set("pupilonrollorderseqcolumn", "1")
      .set("schoollunchtaken", stream.below(3) == 0 ? "False" : "True")
      .set("parttime", stream.chance(kPartTime) ? "True" : "False")
      .set("topupfunding", plan ? "True" : "False")
      .set("termlysessionspossible", std::to_string(120 + stream.below(12)) + ".0")
      .set("senunitindicator", "False")
      .set("resourcedprovisionindicator", "False")
      .set("ethnicity", std::string(subject.ethnicity.education))
      .set("servicechild", stream.chance(kServiceChild) ? "Y" : "N")
      .set("language", first_language(subject, stream))
      .set("classtype", age <= 4 ? "N" : "O")
      .set("enrolstatus", stream.chance(kDualRegistered) ? "M" : "C")
      .set("boarder", "N")
      .set("plaa", subject.life.adopted ? "A" : "N")
      .set("senprovision", plan      ? "E"
                           : support ? "K"
                                     : "N")
      .set("ncyearactual", year_group(subject))
      .set("youngcarer", stream.chance(kYoungCarer) ? "S" : "N");
  if (age <= 4) pupils.set("fundedhours", "15.0").set("hoursatsetting", "15.0");
}

std::string property_number(AddressIndex home) {
  return std::to_string(100'070'000'000 + static_cast<std::uint64_t>(home)) + ".0";
}

class Census {
 public:
  Census(const CityFiles& files, Table& pupils, Table& addresses)
      : files_(files), pupils_(pupils), addresses_(addresses) {}

  Status write(const Subject& subject) {
    const Record record = files_.lives.record(school_census, subject);
    Stream stream = files_.lives.stream(school_census, subject, Purpose::layout);
    school_ = school_of(files_.lives, subject);
    set_keys(record.local_id, pupils_);
    set_names(subject, record, stream, pupils_);
    set_numbers(files_.lives, subject, record, stream, pupils_);
    set_schooling(subject, stream, pupils_);
    const std::string& born = record.cells[Field::date_of_birth];
    pupils_.set("dob", entered(born, subject.child().born, of_collect))
        .set("sex", record.cells[Field::sex])
        .set("schoolcensustableid", short_id(files_.lives.seed(), school_, kCensusIds))
        .set("missingaddress", record.cells[Field::postcode].empty() ? "True" : "False");
    TRY(pupils_.end_row());
    TRY(write_homes(subject, record, stream));
    return tell_truth(files_.truth, "school_census", record.local_id, subject);
  }

 private:
  void set_keys(const std::string& local_id, Table& table) const {
    table.set("pupilonrolltableid", local_id)
        .set("NativeId", "SCH" + std::to_string(school_))
        .set("sourceid", short_id(files_.lives.seed(), school_, kSourceIds));
  }

  // The home that it was told last, then those it knew before.
  Status write_homes(const Subject& subject, const Record& record, Stream& stream) {
    std::size_t row = 1;
    const auto& cells = record.cells;
    if (!cells[Field::postcode].empty()) {
      const Address told{cells[Field::house], cells[Field::street], cells[Field::town],
                         cells[Field::postcode]};
      TRY(write_home(record.local_id, row++, property_number(record.home), told));
    }
    const auto& residences = subject.family.residences;
    for (auto home = residences.rbegin(); home != residences.rend(); ++home) {
      const bool known = stream.chance(kEarlierHomeKnown);
      if (!known || home->home == record.home || row > kMostEarlierHomes) continue;
      if (home->from > kReferenceDay - days{200}) continue;  // not heard of yet
      const Address address = files_.lives.population().city().address(home->home);
      TRY(write_home(record.local_id, row++, property_number(home->home), address));
    }
    return {};
  }

  Status write_home(const std::string& pupil, std::size_t row, const std::string& property,
                    const Address& address) {
    set_keys(pupil, addresses_);
    const std::uint64_t number = addresses_.rows();
    return addresses_
        .set("addressesonrolltableid", short_id(files_.lives.seed(), number, kAddressIds))
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
  std::uint32_t school_ = 0;
};

}  // namespace

Status write_education(const CityFiles& files) {
  AtomicFile* pupil_file = TRY(files.folder.add("pupilonroll.csv"));
  AtomicFile* address_file = TRY(files.folder.add("addressesonroll.csv"));
  Table pupils = TRY(Table::begin(*pupil_file, kPupilColumns));
  Table addresses = TRY(Table::begin(*address_file, kAddressColumns));
  Table adopted = TRY(exclusion_list(files, "education_adoption.csv", "local_id"));
  Table objections = TRY(exclusion_list(files, "education_objections.csv", "local_id"));
  Census census(files, pupils, addresses);
  return for_everybody(files, school_census, [&](const Subject& subject) -> Status {
    TRY(census.write(subject));
    const std::string id = files.lives.local_id(school_census, subject.number);
    Stream stream = files.lives.stream(school_census, subject, Purpose::exclusions);
    if (stream.chance(kObjection)) TRY(exclude(objections, "local_id", id));
    const bool before = subject.identity == Identity::before_adoption;
    return before ? exclude(adopted, "local_id", id) : Status();
  });
}

}  // namespace tally::population
