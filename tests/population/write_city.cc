#include "tests/population/write_city.h"

#include <numeric>
#include <vector>

#include "common/atomic_folder.h"
#include "common/paths.h"
#include "common/terminal_progress.h"
#include "tests/population/city_files.h"
#include "tests/population/identifiers.h"
#include "tests/population/letters.h"
#include "tests/population/write.h"

namespace tally::population {
namespace {

constexpr std::string_view kTruthColumns = "file,local_id,person,age_band";
constexpr std::string_view kAdoptionColumns =
    "person_before,person_after,school_census_before,cin_before,ssda903_before,cyps_before,"
    "births_before,school_census_after,cin_after,ssda903_after,cyps_after";

struct Party {
  const char* folder;
  Status (*write)(const CityFiles&);
};
constexpr Party kParties[] = {{"council_education", write_education},
                              {"council_social_care", write_social_care},
                              {"health", write_health},
                              {"births", write_births},
                              {"deaths", write_deaths}};

std::string id_if_held(const Lives& lives, CitySet set, const Subject& subject) {
  return lives.holds(set, subject) ? lives.local_id(set, subject) : std::string();
}

Status write_adoption(const Lives& lives, const Subject& after, const Subject& before,
                      Table& table) {
  using enum CitySet;
  table.set("person_before", person_of(before)).set("person_after", person_of(after));
  for (const auto& [subject, end] : {std::pair(&before, "_before"), std::pair(&after, "_after")}) {
    const std::string side = end;
    table.set("school_census" + side, id_if_held(lives, school_census, *subject));
    table.set("cin" + side, id_if_held(lives, social_care, *subject));
    // A child is looked after until it is adopted.
    const bool looked_after = subject == &before;
    table.set("ssda903" + side, looked_after ? id_if_held(lives, social_care, *subject) : "");
    table.set("cyps" + side, id_if_held(lives, cyps, *subject));
  }
  table.set("births_before", id_if_held(lives, births, before));
  return table.end_row();
}

Status write_adoptions(const Lives& lives, AtomicFile& file) {
  Table table = TRY(Table::begin(file, kAdoptionColumns));
  for (std::uint32_t i = 0; i < lives.population().families(); ++i) {
    const Family family = lives.population().family(FamilyIndex{i});
    for (const Child& child : family.children) {
      const std::vector<Subject> all = lives.subjects(family, child.person);
      if (all.size() > 1) TRY(write_adoption(lives, all[0], all[1], table));
    }
  }
  return {};
}

}  // namespace

Status for_everybody(const CityFiles& files, CitySet set, const WriteSubject& write,
                     const WriteFamily& after_youngest) {
  const Population& population = files.lives.population();
  const auto part = static_cast<std::uint8_t>(10 + static_cast<std::uint8_t>(set));
  for (const PersonIndex person : in_random_order(population, part)) {
    files.progress.advance(1);
    const Family family = population.family(population.family_of(person));
    const std::vector<Subject> subjects = files.lives.subjects(family, person);
    for (const Subject& subject : subjects) {
      if (files.lives.holds(set, subject)) TRY(write(subject));
    }
    if (after_youngest && family.children.back().person == person) TRY(after_youngest(family));
  }
  return {};
}

Status write_truth(Table& truth, std::string_view file, const std::string& local_id,
                   const Subject& subject) {
  return truth.set("file", std::string(file))
      .set("local_id", local_id)
      .set("person", person_of(subject))
      .set("age_band", std::string(age_band(subject.child().born)))
      .end_row();
}

Result<Table> exclusion_list(const CityFiles& files, const std::string& name,
                             std::string_view column) {
  AtomicFile* file = TRY(files.exclusions.add(name));
  return Table::begin(*file, column);
}

Status exclude(Table& list, std::string_view column, const std::string& value) {
  return value.empty() ? Status() : list.set(column, value).end_row();
}

bool is_nhs_number(std::string_view text) {
  if (text.size() != 10 || text.find_first_not_of("0123456789") != text.npos) return false;
  if (text.find_first_not_of(text[0]) == text.npos) return false;
  return nhs_check_digit(text) == text[9];
}

bool is_upn(std::string_view text) {
  if (text.size() != 13 || !is_letter(text[0])) return false;
  return text.substr(1, 11).find_first_not_of("0123456789") == text.npos;
}

Status write_city(const Lives& lives, const std::string& folder, Overwrite overwrite) {
  TRY(make_folder(folder));
  AtomicFile truth_file =
      TRY(AtomicFile::open(folder + "/truth.csv", overwrite, Access::owner_only));
  AtomicFile adoptions =
      TRY(AtomicFile::open(folder + "/adoptions.csv", overwrite, Access::owner_only));
  AtomicFolder exclusions = TRY(AtomicFolder::open(folder + "/exclusions", overwrite));
  std::vector<AtomicFolder> folders;
  for (const Party& party : kParties) {
    folders.push_back(TRY(AtomicFolder::open(folder + "/" + party.folder, overwrite)));
  }
  Table truth = TRY(Table::begin(truth_file, kTruthColumns));
  const std::uint64_t passes = std::size(kParties) + 2;  // education visits everybody three times
  TerminalProgress progress("making a city", passes * lives.population().people());
  for (std::size_t i = 0; i < folders.size(); ++i) {
    TRY(kParties[i].write({lives, truth, folders[i], exclusions, progress}));
  }
  TRY(write_adoptions(lives, adoptions));
  for (AtomicFolder& each : folders) TRY(each.commit());
  TRY(exclusions.commit());
  TRY(adoptions.commit());
  return truth_file.commit();
}

}  // namespace tally::population
