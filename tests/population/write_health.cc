// Children and young people's health services: the patient table of the Community Services Data
// Set, and the provider's own extract of the same patients.
#include <array>

#include "tests/population/city_files.h"
#include "tests/population/dates.h"
#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using enum CitySet;

constexpr std::string_view kPatientColumns =
    "LocalPatientId,OrgIDLocalPatientId,OrgIDResidenceResp,OrgIDEduEstab,NHSNumber,"
    "NHSNumberStatus,PersonBirthDate,Postcode,Gender,EthnicCategory,LanguageCodePreferred,"
    "LookedAfterChildIndicator,PersDeathDate";
constexpr std::string_view kProviderColumns =
    "LocalPatientId,NHSNumber,NHSNumberStatus,Forename,MiddleNames,Surname,PreviousSurname,"
    "PersonBirthDate,Gender,Postcode,PreviousPostcode";

constexpr std::string_view kProvider = "RYTX";  // a code that is not in use
constexpr std::array<std::string_view, 4> kStatusWithout = {"07", "07", "03", "04"};

std::string gender(const Record& record, Stream& stream) {
  if (stream.chance(kSexIndeterminate)) return "9";
  return record.cells[Field::sex].empty() ? "X" : record.cells[Field::sex];
}

std::string ethnic_category(const Subject& subject, Stream& stream) {
  const bool not_stated = stream.chance(kEthnicityNotStated);
  const bool not_known = stream.chance(kEthnicityNotKnown);
  if (not_stated) return "Z";
  return not_known ? "99" : std::string(1, subject.ethnicity.nhs);
}

std::string previous_surname(const Subject& subject, const Record& record, Stream& stream) {
  const auto& surnames = subject.child().surnames;
  const bool kept = stream.chance(kEarlierNameKept);
  const std::string first = in_case(without_accents(surnames.front().name), Case::upper);
  return kept && surnames.size() > 1 && first != record.cells[Field::surname] ? first : "";
}

// The home before the one that was reported to the provider.
std::string previous_postcode(const Lives& lives, const Subject& subject, const Record& record,
                              Stream& stream) {
  const bool kept = stream.chance(kEarlierPostcodeKept);
  std::optional<AddressIndex> earlier;
  for (const Family::Residence& residence : subject.family.residences) {
    if (residence.home == record.home) break;
    earlier = residence.home;
  }
  return kept && earlier ? lives.population().city().address(*earlier).postcode : "";
}

// Sets the columns that both tables have.
void set_common(const Record& record, const std::string& status, const std::string& gender,
                Table& table) {
  table.set("LocalPatientId", record.local_id)
      .set("NHSNumber", record.cells[Field::nhs_number])
      .set("NHSNumberStatus", status)
      .set("Postcode", record.cells[Field::postcode])
      .set("Gender", gender);
}

class Patients {
 public:
  Patients(const CityFiles& files, Table& index, Table& provider)
      : files_(files), index_(index), provider_(provider) {}

  Status write(const Subject& subject) {
    Record record = files_.lives.record(cyps, subject);
    std::string& number = record.cells[Field::nhs_number];
    std::erase(number, ' ');
    if (number.size() != 10 || number.find_first_not_of("0123456789") != number.npos) {
      number.clear();
    }
    Stream stream = files_.lives.stream(cyps, subject, Purpose::layout);
    const std::string without{stream.pick(kStatusWithout)};
    const bool not_traced = stream.chance(kNumberNotTraced) || !is_nhs_number(number);
    const std::string status = number.empty() ? without : not_traced ? "02" : "01";
    const std::string sex = gender(record, stream);
    const std::string& born = record.cells[Field::date_of_birth];
    const Life& life = subject.life;

    set_common(record, status, sex, index_);
    index_.set("OrgIDLocalPatientId", std::string(kProvider))
        .set("OrgIDResidenceResp", life.left ? "Q99" : "QTY")
        .set("PersonBirthDate", entered(born, subject.child().born, iso))
        .set("EthnicCategory", ethnic_category(subject, stream))
        .set("LanguageCodePreferred", "en")
        .set("LookedAfterChildIndicator", life.care && !life.care->until ? "Y" : "N");
    if (life.died) index_.set("PersDeathDate", iso(*life.died));
    TRY(index_.end_row());

    set_common(record, status, sex, provider_);
    provider_.set("Forename", record.cells[Field::forename])
        .set("MiddleNames", record.cells[Field::middle_names])
        .set("Surname", record.cells[Field::surname])
        .set("PreviousSurname", previous_surname(subject, record, stream))
        .set("PersonBirthDate", entered(born, subject.child().born, with_slashes))
        .set("PreviousPostcode", previous_postcode(files_.lives, subject, record, stream));
    TRY(provider_.end_row());
    return write_truth(files_.truth, "cyps", record.local_id, subject);
  }

 private:
  const CityFiles& files_;
  Table& index_;
  Table& provider_;
};

bool opted_out(const Lives& lives, const Subject& subject) {
  Stream family(lives.seed(), static_cast<std::uint64_t>(subject.family.index),
                Purpose::exclusions);
  Stream child = lives.stream(cyps, subject, Purpose::exclusions);
  const bool all = family.chance(kFamilyOptedOut);
  return child.chance(kChildOptedOut) || all;
}

// A kind of exclusion that is drawn in addition; always for the number before an adoption.
bool sensitive(const Lives& lives, const Subject& subject) {
  Stream stream = lives.stream(births, subject, Purpose::exclusions);
  return stream.chance(kSensitiveRecord) || subject.identity == Identity::before_adoption;
}

}  // namespace

Status write_health(const CityFiles& files) {
  AtomicFile* index_file = TRY(files.folder.add("csds_mpi.csv"));
  AtomicFile* provider_file = TRY(files.folder.add("provider.csv"));
  Table index = TRY(Table::begin(*index_file, kPatientColumns));
  Table provider = TRY(Table::begin(*provider_file, kProviderColumns));
  Table opt_out = TRY(exclusion_list(files, "health_opt_out.csv", "nhs_number"));
  Table protected_records = TRY(exclusion_list(files, "health_sensitive.csv", "nhs_number"));
  Table adopted = TRY(exclusion_list(files, "health_adoption.csv", "local_id"));
  Patients patients(files, index, provider);
  return for_everybody(files, cyps, [&](const Subject& subject) -> Status {
    TRY(patients.write(subject));
    const std::string& number = subject.child().nhs_number;
    if (opted_out(files.lives, subject)) TRY(exclude(opt_out, "nhs_number", number));
    if (sensitive(files.lives, subject)) TRY(exclude(protected_records, "nhs_number", number));
    if (subject.identity == Identity::own) return {};
    return exclude(adopted, "local_id", files.lives.local_id(cyps, subject));
  });
}

}  // namespace tally::population
