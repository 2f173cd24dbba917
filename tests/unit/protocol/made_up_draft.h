// A made-up draft. Each data set has its own holder, with the same name, and the first holder is
// the key maker. There is one linker, and one analyst that gets all data sets. The digests of
// certificates belong to no certificate.
#pragma once

#include <string>
#include <vector>

#include "protocol/drafting/draft.h"

namespace tally {

// SHA-256 of "signing NAME" and "opening NAME", as in scripts/make_vectors.py.
inline Party made_up_party(const std::string& name, std::vector<Party::Role> roles) {
  const auto digest = [&](const std::string& use) { return sha256({as_bytes(use + " " + name)}); };
  return {name, std::move(roles), digest("signing"), digest("opening")};
}

struct MadeUpDataset {
  std::string name;
  PerField<bool> fields;
};

inline Draft made_up_draft(const std::string& title, const std::vector<MadeUpDataset>& datasets) {
  Draft draft;
  draft.title = title;
  draft.rehearsal_seed = 1;
  Release release{"analyst", {}, true, 10};
  for (const auto& [name, fields] : datasets) {
    draft.parties.push_back(made_up_party(name, {Party::Role::holder}));
    draft.datasets.push_back({name, name, "person", {}, fields});
    release.datasets.push_back(name);
  }
  draft.parties.front().roles.push_back(Party::Role::key_maker);
  draft.parties.push_back(made_up_party("linker", {Party::Role::linker}));
  draft.parties.push_back(made_up_party("analyst", {Party::Role::analyst}));
  draft.releases = {release};
  const Time last = last_of_day(*parse_date("2035-12-31"));
  draft.retention = {last, 30, last};
  return draft;
}

}  // namespace tally
