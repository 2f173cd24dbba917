// Makes an agreement's terms from what people settle: a level's columns and passes, for the fields
// that the data sets have.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/agreement/agreement.h"
#include "protocol/agreement/templates.h"

namespace tally {

struct DraftDataset {
  std::string name;
  std::string holder;
  std::string profile;
  std::optional<Digest> profile_text;
  PerField<bool> fields;
  bool duplicates = false;
  std::uint32_t rows_per_record = 1;
  bool required = true;
};

struct Draft {
  std::string title;
  Level level = Level::grouped;
  std::optional<Hardening> hardening;  // of every filter
  PerField<bool> keys;  // linking keys that the parties want to use; a data set may list others
  std::vector<Party> parties;  // roles in any order
  std::vector<DraftDataset> datasets;
  std::optional<PassThreshold> threshold;  // of the person pass; without it, estimated
  Permille fallback{800};                  // Dice of 0.8, as is usual, if nothing can be estimated
  std::vector<Release> releases;           // in any order; so are their data sets
  Retention retention;
  std::optional<std::uint64_t>
      rehearsal_seed;  // makes it a rehearsal; without it, the project is random
};

// The fields that are encoded: those that any data set has, with two exceptions. A linking key is
// encoded only if the parties want it. If only one of several data sets has a linking key, other_1
// or other_2, that field is not encoded, since there is nothing to compare it with.
PerField<bool> used_fields(const Draft& draft);

// Agreement::make checks whether the terms keep the rules.
AgreementTerms draft_terms(const Draft& draft);

// Makes the terms an amendment: they keep the project and name the agreement that they replace.
// refused: a linkage would become a rehearsal, or a rehearsal a linkage.
Status amend(AgreementTerms& terms, const Agreement& replaced);

}  // namespace tally
