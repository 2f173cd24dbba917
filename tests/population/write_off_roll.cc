// The school census's tables of pupils who have left a school since September: for another school
// of the city, for another council, or because they died. Some left two schools.
#include "tests/population/dates.h"
#include "tests/population/pupils.h"
#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using std::chrono::days;
using enum CitySet;

constexpr std::string_view kLeaverColumns =
    "pupilnolongeronrolltableid,NativeId,dob,surname,forename,middlenames,preferredsurname,"
    "formersurname,upn,formerupn,uniquelearnernumber,sex,entrydate,leavingdate,"
    "pupilnolongeronrollorderseqcolumn,sourceid,schoolcensustableid,parttime,"
    "termlysessionspossible,termlysessionsauthorised,termlysessionsunauthorised,moveonrollflag,"
    "missingaddress,summerhalfterm2sessionsauthorised,summerhalfterm2sessionspossible,"
    "summerhalfterm2sessionsunauthorised,qualhrs,qualhrspreviousyear,nonqualhrspreviousyear,"
    "tlevelqualhrs,tlevelnonqualhrs,nonqualhrs,summerhalfterm2sessionseducational,"
    "summerhalfterm2sessionsexceptional,summerhalfterm2sessionscoronavirus,boarder,language,"
    "ncyearleaving,mathsgcsehighestpriorattainment,mathsgcsepriorattainmentyear11,"
    "englishgcsehighestpriorattainment,englishgcsepriorattainmentyear11,"
    "mathsgcsefundingexemption,englishgcsefundingexemption,"
    "mathsgcsehighestpriorattainmentpreviousyear,englishgcsehighestpriorattainmentpreviousyear";
constexpr std::string_view kLeaverAddressColumns =
    "pupilnolongeronrolltableid,NativeId,addressesoffrolltableid,addressesoffrollorderseqcolumn,"
    "sourceid,uniquepropertyreferencenumber,postcode";

class Leavers {
 public:
  Leavers(const CityFiles& files, Table& pupils, Table& addresses)
      : files_(files), pupils_(pupils), addresses_(addresses) {}

  Status write(const Subject& subject) {
    const Record record = files_.lives.record(former_school, subject);
    const Day left = *files_.lives.left_school(subject);
    Stream stream = files_.lives.stream(former_school, subject, Purpose::layout);
    const bool twice = stream.chance(kLeftTwice) && !record.cells[Field::upn].empty();
    TRY(write_row(subject, record, kFormerSchoolRows, left));
    if (twice) TRY(write_row(subject, record, kEarlierSchoolRows, left - days{30}));
    return write_truth(files_.truth, "school_census_offroll", record.local_id, subject);
  }

 private:
  Status write_row(const Subject& subject, const Record& record, std::uint32_t part, Day left) {
    const Lives& lives = files_.lives;
    const PupilRow row = pupil_row(lives, subject, part);
    Stream stream = lives.stream(school_census, subject, Purpose::layout);
    set_names(subject, record, stream, pupils_);
    set_numbers(lives, subject, record, stream, pupils_);
    set_school(lives, row, pupils_);
    const std::string& born = record.cells[Field::date_of_birth];
    pupils_.set("pupilnolongeronrolltableid", row.pupil)
        .set("dob", entered(born, subject.child().born, of_collect))
        .set("sex", record.cells[Field::sex])
        .set("entrydate", of_collect(std::min(entry_of(subject, stream), left)))
        .set("leavingdate", of_collect(left))
        .set("pupilnolongeronrollorderseqcolumn", "1")
        .set("schoolcensustableid", census_id(lives, row))
        .set("parttime", "False")
        .set("missingaddress", record.cells[Field::postcode].empty() ? "True" : "False")
        .set("language", first_language(subject, stream))
        .set("ncyearleaving", year_group(subject));
    TRY(pupils_.end_row());
    return record.cells[Field::postcode].empty() ? Status() : write_home(record, row);
  }

  Status write_home(const Record& record, const PupilRow& row) {
    set_school(files_.lives, row, addresses_);
    return addresses_.set("pupilnolongeronrolltableid", row.pupil)
        .set("addressesoffrolltableid", address_id(files_.lives, addresses_))
        .set("addressesoffrollorderseqcolumn", "1")
        .set("uniquepropertyreferencenumber", property_number(record.home))
        .set("postcode", record.cells[Field::postcode])
        .end_row();
  }

  const CityFiles& files_;
  Table& pupils_;
  Table& addresses_;
};

}  // namespace

Status write_off_roll(const CityFiles& files) {
  AtomicFile* pupil_file = TRY(files.folder.add("pupilnolongeronroll.csv"));
  AtomicFile* address_file = TRY(files.folder.add("addressesoffroll.csv"));
  Table pupils = TRY(Table::begin(*pupil_file, kLeaverColumns));
  Table addresses = TRY(Table::begin(*address_file, kLeaverAddressColumns));
  Leavers leavers(files, pupils, addresses);
  return for_everybody(files, former_school,
                       [&](const Subject& subject) { return leavers.write(subject); });
}

}  // namespace tally::population
