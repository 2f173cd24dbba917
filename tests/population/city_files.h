// What the writers of a city's files share: who there is, in an order that says nothing; the truth;
// the lists of those who are to be left out.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "common/atomic_folder.h"
#include "common/progress.h"
#include "tests/population/lives.h"
#include "tests/population/table.h"

namespace tally::population {

// What a writer is given.
struct CityFiles {
  const Lives& lives;
  Table& truth;
  AtomicFolder& folder;      // of the party
  AtomicFolder& exclusions;  // of all
  Progress& progress;
};

// Called for each subject; the family is the one it lives in.
using WriteSubject = std::function<Status(const Subject&)>;
using WriteFamily = std::function<Status(const Family&)>;
// Everybody, in an order of the data set's own; after the youngest child its family.
Status for_everybody(const CityFiles& files, CitySet set, const WriteSubject& write,
                     const WriteFamily& after_youngest = {});

// file,local_id,person,age_band
Status tell_truth(Table& truth, std::string_view file, const std::string& local_id,
                  const Subject& subject);

// A list of one column, local_id or nhs_number, of those whom a holder leaves out.
Result<Table> exclusion_list(const CityFiles& files, const std::string& name,
                             std::string_view column);
Status exclude(Table& list, std::string_view column, const std::string& value);

bool is_nhs_number(std::string_view text);  // ten digits, the check digit right, no placeholder
bool is_upn(std::string_view text);         // of the shape of one

// One a party.
Status write_education(const CityFiles& files);
Status write_social_care(const CityFiles& files);
Status write_health(const CityFiles& files);
Status write_births(const CityFiles& files);
Status write_deaths(const CityFiles& files);

}  // namespace tally::population
