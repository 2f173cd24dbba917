// Births as registered (ONS extract: delimited, a line of counts at the end), and as notified.
#include <algorithm>
#include <array>
#include <cstdio>

#include "tests/population/city_files.h"
#include "tests/population/dates.h"
#include "tests/population/letters.h"
#include "tests/population/ons.h"
#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using std::chrono::days;
using enum CitySet;

constexpr std::string_view kBirthColumns =
    "record id,ledr id,birthwgt,ccgpob,cestrss,ctypob,dobf,dor,esttypeb,hautpob,hropob,loapob,"
    "lsoapob,multbth,multtype,nhsind,pcdpob,pobt,sbind,dob,fnamch1,fnamch2,fnamch3,fnamchx,gestatn,"
    "icd10pv_#20,icd10pvf_#20,nhsno,sex,snamch,cod10r_#20,codfft_#5,deathlab,wigwo10,addrmt,agebf,"
    "agebm,agemf,agemm,bthimar,ccgrm,ctrypobf,ctrypobm,ctydrm,ctyrm,dobm,durmar,empsecf,empsecm,"
    "empstf,empstm,fnamf,fnamfx,fnamm,fnammx,gorrm,hautrm,hrorm,loarm,lsoarm,namemaid,pcdrm,"
    "seccatf,"
    "seccatm,snamf,snamm,snammcf,soc2kf,soc2km,soc90f,soc90m,stregrm,wardrm,mattab,ccg9pob,ccg9rm,"
    "gor9rm,ward9rm";
constexpr std::string_view kNotificationColumns =
    "Baby NHS Number,Baby Forename,Baby Other Name,Baby Surname,Baby Sex,Baby Date of Birth,"
    "Baby Time of Birth,Live or Still Born Indicator,Birth Order,Number in Confinement,"
    "Gestation Length,Birth Weight,Baby Ethnic Category,Mother NHS Number,Mother Forename,"
    "Mother Surname,Mother Date of Birth,Baby Usual Address Postcode,"
    "Baby Discharge Address Postcode";
constexpr Day kNewSystem{std::chrono::year{2018} / 2 / 1};  // from this day on, dates are YYYYMMDD

struct Confinement {
  std::size_t order = 1, number = 1;
};

Confinement confinement_of(const Subject& subject) {
  Confinement out{1, 0};
  const auto& children = subject.family.children;
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (children[i].born != subject.child().born) continue;
    ++out.number;
    if (i < subject.place) ++out.order;
  }
  return out;
}

// A parent's date of birth, in the layout of the system of its time; the day is not always known.
std::string parents_birth(Day born, Day childs_birth, Stream& stream) {
  const bool inexact = stream.chance(kMothersBirthInexact);
  if (inexact) return "- " + with_slashes(born).substr(2);
  return childs_birth < kNewSystem ? with_slashes(born) : compact(born);
}

void set_parents(const Subject& subject, const Parents& parents, Stream& stream, Table& births) {
  const Day born = subject.child().born;
  const auto plain = [](const std::string& name, std::size_t width) {
    return cut(in_case(without_accents(name), Case::upper), width);
  };
  births.set("snamm", plain(subject.family.mother.surname, kSurnameWidth))
      .set("fnamm", plain(parents.mother_forename, kForenameWidth))
      .set("namemaid", plain(parents.mother_maiden_name, 40))
      .set("dobm", parents_birth(parents.mother_born, born, stream))
      .set("agebm", std::to_string(whole_years(parents.mother_born, born)));
  if (stream.chance(kFatherNotNamed)) return;
  births.set("snamf", plain(parents.father_surname, kSurnameWidth))
      .set("fnamf", plain(parents.father_forename, kForenameWidth))
      .set("dobf", parents_birth(parents.father_born, born, stream))
      .set("agebf", std::to_string(whole_years(parents.father_born, born)));
}

std::string weight(Stream& stream) {
  return std::to_string(2'200 + stream.below(1'000) + stream.below(1'000));
}

Status write_birth(const CityFiles& files, const Subject& subject, Table& births) {
  const Record record = files.lives.record(CitySet::births, subject);
  Stream stream = files.lives.stream(CitySet::births, subject, Purpose::layout);
  const Day born = subject.child().born;
  const Confinement confinement = confinement_of(subject);
  const std::vector<std::string> names = forenames_of(record, 3);
  set_parents(subject, files.lives.parents(subject), stream, births);
  births.set("record id", record.local_id)
      .set("ledr id", record.local_id)
      .set("birthwgt", weight(stream))
      .set("dor", compact(std::min(born + days{3 + stream.below(39)}, kReferenceDay)))
      .set("multbth", confinement.number > 1 ? "1" : "")
      .set("multtype", confinement.number > 1 ? std::to_string(confinement.number) : "")
      .set("nhsind", "1")
      .set("pobt", "TALLISFORD GENERAL HOSPITAL")
      .set("dob", entered(record.cells[Field::date_of_birth], born, compact))
      .set("fnamch1", cut(names[0], kForenameWidth))
      .set("fnamch2", cut(names[1], kForenameWidth))
      .set("fnamch3", cut(names[2], kForenameWidth))
      .set("fnamchx", cut(names[3], kExtraWidth))
      .set("nhsno", record.cells[Field::nhs_number])
      .set("sex", record.cells[Field::sex])
      .set("snamch", cut(record.cells[Field::surname], kSurnameWidth))
      .set("addrmt", cut(one_line(record), kAddressWidth))
      .set("pcdrm", record.cells[Field::postcode]);
  TRY(births.end_row());
  return write_truth(files.truth, "births", record.local_id, subject);
}

Status write_notification(const CityFiles& files, const Subject& subject, Table& notifications) {
  const Record record = files.lives.record(notification, subject);
  Stream stream = files.lives.stream(notification, subject, Purpose::layout);
  const Parents parents = files.lives.parents(subject);
  const Confinement confinement = confinement_of(subject);
  const std::vector<std::string> names = forenames_of(record, 1);
  const std::uint32_t minutes = stream.below(24 * 60);
  char time[6];
  std::snprintf(time, sizeof time, "%02u:%02u", minutes / 60 % 24, minutes % 60);
  const auto plain = [](const std::string& name) {
    return in_case(without_accents(name), Case::upper);
  };
  const std::string& born = record.cells[Field::date_of_birth];
  notifications.set("Baby NHS Number", record.cells[Field::nhs_number])
      .set("Baby Forename", names[0])
      .set("Baby Other Name", names[1])
      .set("Baby Surname", record.cells[Field::surname])
      .set("Baby Sex", record.cells[Field::sex])
      .set("Baby Date of Birth", entered(born, subject.child().born, with_slashes))
      .set("Baby Time of Birth", time)
      .set("Live or Still Born Indicator", "L")
      .set("Birth Order", std::to_string(confinement.order))
      .set("Number in Confinement", std::to_string(confinement.number))
      .set("Gestation Length", std::to_string(36 + stream.below(6)))
      .set("Birth Weight", weight(stream))
      .set("Baby Ethnic Category", std::string(1, subject.ethnicity.nhs))
      .set("Mother NHS Number", subject.family.mother.nhs_number)
      .set("Mother Forename", plain(parents.mother_forename))
      .set("Mother Surname", plain(subject.family.mother.surname))
      .set("Mother Date of Birth", with_slashes(parents.mother_born))
      .set("Baby Usual Address Postcode", record.cells[Field::postcode])
      .set("Baby Discharge Address Postcode", record.cells[Field::postcode]);
  TRY(notifications.end_row());
  return write_truth(files.truth, "birth_notification", record.local_id, subject);
}

}  // namespace

Status write_births(const CityFiles& files) {
  AtomicFile* birth_file = TRY(files.folder.add("ons_births.txt"));
  AtomicFile* notification_file = TRY(files.folder.add("birth_notification.csv"));
  Table registered = TRY(Table::begin(*birth_file, kBirthColumns, '|'));
  Table notified = TRY(Table::begin(*notification_file, kNotificationColumns));
  Table adopted = TRY(exclusion_list(files, "births_adoption.csv", "local_id"));
  const auto write = [&](const Subject& subject) -> Status {
    TRY(write_birth(files, subject, registered));
    if (files.lives.holds(notification, subject)) {
      TRY(write_notification(files, subject, notified));
    }
    if (subject.identity == Identity::own) return {};
    return exclude(adopted, "local_id", files.lives.local_id(births, subject));
  };
  TRY(for_everybody(files, births, write));
  return write_counts(registered);
}

}  // namespace tally::population
