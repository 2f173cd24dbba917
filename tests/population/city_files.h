// Parts that the writers of a city's files share: the subjects, in an order that reveals nothing;
// the truth; the lists of people to leave out.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "common/atomic_folder.h"
#include "common/progress.h"
#include "tests/population/lives.h"
#include "tests/population/table.h"

namespace tally::population {

// The input of a writer.
struct CityFiles {
  const Lives& lives;
  Table& truth;
  AtomicFolder& folder;      // of the party
  AtomicFolder& exclusions;  // of all
  Progress& progress;
};

// Called for each subject, with the family that it lives in.
using WriteSubject = std::function<Status(const Subject&)>;
using WriteFamily = std::function<Status(const Family&)>;
// Visits everybody, in the data set's own order, and the family after its youngest child.
Status for_everybody(const CityFiles& files, CitySet set, const WriteSubject& write,
                     const WriteFamily& after_youngest = {});

// file,local_id,person,age_band
Status write_truth(Table& truth, std::string_view file, const std::string& local_id,
                   const Subject& subject);

// An exclusion list with one column, local_id or nhs_number, of the people that a holder leaves
// out.
Result<Table> exclusion_list(const CityFiles& files, const std::string& name,
                             std::string_view column);
Status exclude(Table& list, std::string_view column, const std::string& value);

bool is_nhs_number(
    std::string_view text);          // ten digits with the right check digit, not a placeholder
bool is_upn(std::string_view text);  // the right shape only

// One for each party.
Status write_education(const CityFiles& files);
Status write_social_care(const CityFiles& files);
Status write_health(const CityFiles& files);
Status write_births(const CityFiles& files);
Status write_deaths(const CityFiles& files);

}  // namespace tally::population
