// Deaths of children as registered (ONS extract).
#include "tests/population/city_files.h"
#include "tests/population/dates.h"
#include "tests/population/letters.h"
#include "tests/population/ons.h"
#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using std::chrono::days;

// Two columns have no name. They are for future causes of death.
constexpr std::string_view kDeathColumns =
    "record id,ledr id,cestrssr,ceststay,ccgpod,cestrss,cod10r_#20,cod10rf_#20,codt_#5,ctydpod,"
    "ctypod,dester,doddy,dodmt,dodyr,esttyped,hautpod,hropod,icd10_#20,icd10f_#20,icd10pv_#20,"
    "icd10pvf_#20,icd10sc,icd10scf,icd10u,icd10uf,,,lnen10_#20,lnen10f_#20,loapod,lsoapod,nhsind,"
    "pcdpod,ploacc10,podqual,podt,wigwo910,wigwo910f,addrdt,agec,agecunit,ageu1d,aksnamd1,aksnamd2,"
    "aksnamd3,aksnamd4,aksnamd5,akfnamd1a,akfnamd1b,akfnamd1c,akfnamd1d,akfnamd1e,akfnamd2a,"
    "akfnamd2b,akfnamd2c,akfnamd2d,akfnamd2e,akfnamd3a,akfnamd3b,akfnamd3c,akfnamd3d,akfnamd3e,"
    "akfnd4ia,akfnd4ib,akfnd4ic,akfnd4id,akfnd4ie,aliasd1,aliasd2,ccgr,ctrypob,ctryr,ctydr,ctyr,"
    "dobdy,dobmt,dobyr,fnamd1,fnamd2,fnamd3,fnamdx1,fnamdx2,gorr,hautr,hror,loar,lsoar,marstat,"
    "namemaid,nhsno1,nhsno2,nhsno3,nhsno4,nhsno5,nhsnorss,occdt,occfft_#4,occtype,pcdr,pobt,sex,"
    "snamd,wardr,agecs,emprssdm,emprsshf,empsecdm,empsechf,empstdm,empsthf,inddmt,indhft,namehf,"
    "namem,occ90dm,occ90hf,occhft,occmt,retindm,retinhf,sclasdm,sclashf,sec90dm,sec90hf,seccatdm,"
    "seccathf,secclrdm,secclrhf,soc2kdm,soc2khf,soc90dm,soc90hf,certtype,corareat,corcertt,doinqt,"
    "dor,inqcert,postmort,certifer,namec,namecon,codft_#65,ccg9pod,ccg9r,gor9r,ward9r,codt_6";

constexpr int kJuvenile = 16;  // below this age the parents are named

std::string upper_case(const std::string& name) {
  return in_case(without_accents(name), Case::upper);
}

// The unit of the age: 1 years, 2 months, 3 weeks, 4 days (under a week).
void set_age(Day born, Day died, Table& deaths) {
  const auto lived = (died - born).count();
  const int years = whole_years(born, died);
  const bool weeks = lived >= 7 && lived < 28;
  const auto age = years > 0 ? years : lived >= 28 ? lived / 30 : weeks ? lived / 7 : lived;
  const char* unit = years > 0 ? "1" : lived >= 28 ? "2" : weeks ? "3" : "4";
  deaths.set("agec", std::to_string(age)).set("agecunit", unit);
}

// Other names that the informant gave.
void set_aliases(const Subject& subject, const Record& record, Table& deaths) {
  const Child& child = subject.child();
  const std::string surname = upper_case(child.surnames.front().name);
  const std::string forename = upper_case(child.known_as);
  const bool other_surname = surname != record.cells[Field::surname] && child.surnames.size() > 1;
  const bool other_forename = forename != record.cells[Field::forename];
  if (!other_surname && !other_forename) return;
  const std::string last = other_surname ? surname : record.cells[Field::surname];
  deaths.set("aksnamd1", cut(last, kSurnameWidth))
      .set("akfnamd1a", cut(forename, kForenameWidth))
      .set("aliasd1", cut(last + " " + forename, kExtraWidth));
}

void set_birth_and_death(const Subject& subject, const Record& record, Stream& stream,
                         Table& deaths) {
  const std::string born = record.cells[Field::date_of_birth];  // YYYY-MM-DD, 00 not known
  const Day died = *subject.life.died;
  const std::string day = iso(died);
  const bool proper = parse_iso(born) || born.ends_with("00");
  const std::string date = proper ? born : iso(subject.child().born);
  deaths.set("dobyr", date.substr(0, 4)).set("dobmt", date.substr(5, 2));
  deaths.set("dobdy", date.substr(8)).set("dodyr", day.substr(0, 4));
  deaths.set("dodmt", day.substr(5, 2)).set("doddy", day.substr(8));
  deaths.set("dor", compact(died + days{1 + stream.below(60)}));
  set_age(subject.child().born, died, deaths);
}

void set_parents(const Lives& lives, const Subject& subject, Table& deaths) {
  if (whole_years(subject.child().born, *subject.life.died) >= kJuvenile) return;
  const Parents parents = lives.parents(subject);
  const std::string& surname = subject.family.mother.surname;
  deaths.set("namem", cut(upper_case(parents.mother_forename + " " + surname), 20))
      .set("namehf", upper_case(parents.father_forename + " " + parents.father_surname));
}

Status write_death(const CityFiles& files, const Subject& subject, Table& deaths) {
  const Record record = files.lives.record(CitySet::deaths, subject);
  Stream stream = files.lives.stream(CitySet::deaths, subject, Purpose::layout);
  const std::vector<std::string> names = forenames_of(record, 3);
  const bool informant = stream.chance(kNumberFromInformant);
  set_birth_and_death(subject, record, stream, deaths);
  set_aliases(subject, record, deaths);
  set_parents(files.lives, subject, deaths);
  deaths.set("record id", record.local_id)
      .set("ledr id", record.local_id)
      .set("addrdt", cut(one_line(record), kAddressWidth))
      .set("fnamd1", cut(names[0], kForenameWidth))
      .set("fnamd2", cut(names[1], kForenameWidth))
      .set("fnamd3", cut(names[2], kForenameWidth))
      .set("fnamdx1", cut(names[3], kExtraWidth))
      .set("nhsno1", record.cells[Field::nhs_number])
      .set("nhsnorss", informant ? record.cells[Field::nhs_number] : "")
      .set("pcdr", record.cells[Field::postcode])
      .set("sex", record.cells[Field::sex])
      .set("snamd", cut(record.cells[Field::surname], kSurnameWidth));
  TRY(deaths.end_row());
  return write_truth(files.truth, "deaths", record.local_id, subject);
}

}  // namespace

Status write_deaths(const CityFiles& files) {
  AtomicFile* file = TRY(files.folder.add("ons_deaths.txt"));
  Table deaths = TRY(Table::begin(*file, kDeathColumns, '|'));
  TRY(for_everybody(files, CitySet::deaths,
                    [&](const Subject& subject) { return write_death(files, subject, deaths); }));
  return write_counts(deaths);
}

}  // namespace tally::population
