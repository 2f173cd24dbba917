// Children's social care: both returns, and the tables of the Standard Safeguarding Dataset for the
// same children, with names, NHS numbers and addresses.
#include <memory>

#include "common/atomic_folder.h"
#include "tests/population/case_file.h"
#include "tests/population/city_files.h"
#include "tests/population/dates.h"
#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using enum CitySet;

constexpr std::string_view kPersonColumns =
    "pers_person_id,pers_forename,pers_surname,pers_sex,pers_gender,pers_ethnicity,pers_dob,"
    "pers_expected_dob,pers_common_child_id,pers_upn_unknown,pers_legacy_id,pers_death_date,"
    "pers_is_mother,pers_nationality,pers_send_flag";
constexpr std::string_view kIdentifierColumns =
    "link_table_id,link_person_id,link_identifier_type,link_identifier_value,"
    "link_valid_from_date,link_valid_to_date";
constexpr std::string_view kAddressColumns =
    "addr_table_id,addr_person_id,addr_address_type,addr_address_start_date,"
    "addr_address_end_date,addr_address_postcode,addr_address_json";
constexpr std::string_view kMotherColumns =
    "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob";
constexpr std::string_view kHeaderColumns = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB";
constexpr std::string_view kEpisodeColumns =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";

std::string database_date(const std::optional<Day>& day) {
  return day ? of_database(*day) : std::string();
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::string as_json(const Address& address) {
  return R"({"ROOM": "", "FLOOR": "", "FLAT": "", "BUILDING": "", "HOUSE": ")" + address.house +
         R"(", "STREET": ")" + address.street + R"(", "TOWN": ")" + address.town +
         R"(", "UPRN": "", "EASTING": "", "NORTHING": ""})";
}

// The case-management tables.
class CaseTables {
 public:
  static Result<std::unique_ptr<CaseTables>> begin(AtomicFolder& folder, std::uint64_t seed) {
    AtomicFile* persons = TRY(folder.add("ssd_person.csv"));
    AtomicFile* identifiers = TRY(folder.add("ssd_linked_identifiers.csv"));
    AtomicFile* addresses = TRY(folder.add("ssd_address.csv"));
    AtomicFile* mothers = TRY(folder.add("ssd_mother.csv"));
    Table person_table = TRY(Table::begin(*persons, kPersonColumns));
    Table identifier_table = TRY(Table::begin(*identifiers, kIdentifierColumns));
    Table address_table = TRY(Table::begin(*addresses, kAddressColumns));
    Table mother_table = TRY(Table::begin(*mothers, kMotherColumns));
    return std::unique_ptr<CaseTables>(
        new CaseTables(seed, std::move(person_table), std::move(identifier_table),
                       std::move(address_table), std::move(mother_table)));
  }

  Status add(const CaseFile& child) {
    TRY(add_person(child, "N"));
    TRY(add_identifiers(child));
    for (const CaseFile::Home& home : child.homes) TRY(add_home(child.id, home));
    return {};
  }

  // The mother of an unborn child has her own person row.
  Status add_mother(const Lives& lives, const Family& family, const Unborn& unborn,
                    const CaseFile& child) {
    const Parents parents = lives.parents(family);
    CaseFile mother;
    mother.id = lives.row_id(social_care, unborn.mothers_number);
    mother.forename = parents.mother_forename;
    mother.surname = family.mother.surname;
    mother.nhs_number = family.mother.nhs_number;
    mother.born = parents.mother_born;
    mother.sex = "F";
    mother.ethnicity = child.ethnicity;
    TRY(add_person(mother, "Y"));
    for (const CaseFile::Home& home : child.homes) TRY(add_home(mother.id, home));
    return mothers_.set("moth_table_id", std::to_string(mothers_.rows() + 1))
        .set("moth_person_id", mother.id)
        .set("moth_childs_person_id", child.id)
        .end_row();
  }

 private:
  CaseTables(std::uint64_t seed, Table persons, Table identifiers, Table addresses, Table mothers)
      : seed_(seed),
        persons_(std::move(persons)),
        identifiers_(std::move(identifiers)),
        addresses_(std::move(addresses)),
        mothers_(std::move(mothers)) {}

  Status add_person(const CaseFile& person, const std::string& is_mother) {
    const std::string gender = person.sex == "M" ? "01" : person.sex == "F" ? "02" : "00";
    persons_.set("pers_person_id", person.id)
        .set("pers_forename", person.forename)
        .set("pers_surname", person.surname)
        .set("pers_sex", person.sex)
        .set("pers_gender", gender)
        .set("pers_ethnicity", person.ethnicity)
        .set("pers_dob", database_date(person.born))
        .set("pers_expected_dob", database_date(person.expected))
        .set("pers_common_child_id", without_spaces(person.nhs_number))
        .set("pers_upn_unknown", person.no_upn)
        .set("pers_death_date", database_date(person.died))
        .set("pers_is_mother", person.child_born.empty() ? is_mother : "Y")
        .set("pers_send_flag", "N");
    return persons_.end_row();
  }

  Status add_identifiers(const CaseFile& child) {
    Stream stream(seed_, std::stoull(child.id), Purpose::layout, 3);
    const bool number_too = stream.chance(kNumberAmongIdentifiers);
    const bool youth_justice = stream.chance(kYouthJusticeNumber);
    const std::string court_number = std::to_string(100'000 + stream.below(900'000));
    const Day since = child.referred;
    const bool grown = child.born && whole_years(*child.born, kReferenceDay) >= 12;
    TRY(add_identifier(child, "Unique Pupil Number", child.upn, since, {}));
    TRY(add_identifier(child, "Unique Pupil Number", child.former_upn, {}, since));
    if (number_too) {
      TRY(add_identifier(child, "NHS Number", without_spaces(child.nhs_number), since, {}));
    }
    return youth_justice && grown ? add_identifier(child, "YOT Number", court_number, since, {})
                                  : Status();
  }

  Status add_identifier(const CaseFile& child, const char* type, const std::string& value,
                        const std::optional<Day>& from, const std::optional<Day>& until) {
    if (value.empty()) return {};
    return identifiers_.set("link_table_id", std::to_string(identifiers_.rows() + 1))
        .set("link_person_id", child.id)
        .set("link_identifier_type", type)
        .set("link_identifier_value", value)
        .set("link_valid_from_date", database_date(from))
        .set("link_valid_to_date", database_date(until))
        .end_row();
  }

  Status add_home(const std::string& person, const CaseFile::Home& home) {
    return addresses_.set("addr_table_id", std::to_string(addresses_.rows() + 1))
        .set("addr_person_id", person)
        .set("addr_address_type", home.placement ? "Placement" : "Home")
        .set("addr_address_start_date", of_database(home.from))
        .set("addr_address_end_date", database_date(home.until))
        .set("addr_address_postcode", without_spaces(home.address.postcode))
        .set("addr_address_json", as_json(home.address))
        .end_row();
  }

  std::uint64_t seed_;
  Table persons_, identifiers_, addresses_, mothers_;
};

void begin_cin_census(Xml& xml) {
  xml.open("Message")
      .open("Header")
      .open("CollectionDetails")
      .leaf("Collection", "CIN")
      .leaf("Year", "2025")
      .leaf("ReferenceDate", iso(kYearEnd))
      .close()
      .open("Source")
      .leaf("SourceLevel", "L")
      .leaf("LEA", "990")
      .leaf("SoftwareCode", "tally-people")
      .leaf("Release", "1")
      .leaf("SerialNo", "001")
      .leaf("DateTime", iso(kYearEnd) + "T09:00:00Z")
      .close()
      .close()
      .open("Children");
}

class SocialCare {
 public:
  SocialCare(const CityFiles& files, AtomicFile& cin, AtomicFile& ssda903, Table& header,
             Table& episodes, CaseTables& tables, Table& adopted)
      : files_(files),
        cin_(cin),
        ssda903_(ssda903),
        header_(header),
        episodes_(episodes),
        tables_(tables),
        adopted_(adopted) {}

  Status begin() {
    begin_cin_census(cin_xml_);
    TRY(ssda903_.write("<?xml version='1.0' encoding='us-ascii'?>\n"));
    ssda903_xml_.open("EXPSSDA903");
    return {};
  }

  Status write(const Subject& subject) {
    const CaseFile child = case_file(files_.lives, subject);
    TRY(write_all(child));
    TRY(write_truth(files_.truth, "cin", child.id, subject));
    if (child.care) TRY(write_truth(files_.truth, "ssda903", child.id, subject));
    const bool before = subject.identity == Identity::before_adoption;
    return before ? exclude(adopted_, "local_id", child.id) : Status();
  }

  Status write_unborn(const Family& family) {
    const std::optional<Unborn> unborn = files_.lives.unborn(family);
    if (!unborn) return {};
    const CaseFile child = case_file(files_.lives, family, *unborn);
    TRY(write_all(child));
    TRY(tables_.add_mother(files_.lives, family, *unborn, child));
    return files_.truth.set("file", "cin")
        .set("local_id", child.id)
        .set("person", person_of(*unborn))
        .set("age_band", std::string(kUnbornBand))
        .end_row();
  }

  Status end() {
    cin_xml_.close().close();
    ssda903_xml_.close();
    TRY(cin_.write(cin_xml_.take()));
    return ssda903_.write(ssda903_xml_.take() + "\n");
  }

 private:
  Status write_all(const CaseFile& child) {
    const std::uint64_t seed = files_.lives.seed();
    add_to_cin_census(child, seed, cin_xml_);
    TRY(cin_.write(cin_xml_.take()));
    TRY(tables_.add(child));
    if (!child.care) return {};
    add_to_ssda903(child, seed, ssda903_xml_);
    TRY(ssda903_.write(ssda903_xml_.take()));
    return add_to_ssda903(child, seed, header_, episodes_);
  }

  const CityFiles& files_;
  AtomicFile& cin_;
  AtomicFile& ssda903_;
  Table& header_;
  Table& episodes_;
  CaseTables& tables_;
  Table& adopted_;
  Xml cin_xml_{Xml::Layout::indented}, ssda903_xml_{Xml::Layout::on_one_line};
};

}  // namespace

Status write_social_care(const CityFiles& files) {
  AtomicFile* cin = TRY(files.folder.add("cin_census.xml"));
  AtomicFile* ssda903 = TRY(files.folder.add("ssda903.xml"));
  AtomicFile* header_file = TRY(files.folder.add("ssda903_header.csv"));
  AtomicFile* episode_file = TRY(files.folder.add("ssda903_episodes.csv"));
  Table header = TRY(Table::begin(*header_file, kHeaderColumns));
  Table episodes = TRY(Table::begin(*episode_file, kEpisodeColumns));
  const std::unique_ptr<CaseTables> tables =
      TRY(CaseTables::begin(files.folder, files.lives.seed()));
  Table adopted = TRY(exclusion_list(files, "social_care_adoption.csv", "local_id"));
  SocialCare care(files, *cin, *ssda903, header, episodes, *tables, adopted);
  TRY(care.begin());
  TRY(for_everybody(
      files, social_care, [&](const Subject& subject) { return care.write(subject); },
      [&](const Family& family) { return care.write_unborn(family); }));
  return care.end();
}

}  // namespace tally::population
