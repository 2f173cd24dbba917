// An agreement's terms from what people settle: a template's columns and passes over the fields
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
  PerField<bool> keys;         // that the parties want used; a data set may list others
  std::vector<Party> parties;  // roles in any order
  std::vector<DraftDataset> datasets;
  std::optional<PassThreshold> threshold;  // of the pass by likeness; else estimated
  Permille fallback{800};  // Dice of 0.8, the habit of the field, where nothing can be estimated
  std::vector<Release> releases;  // in any order, as their data sets
  Retention retention;
  std::optional<std::uint64_t> rehearsal_seed;  // makes it a rehearsal; else a random project
};

// The fields that are encoded: those that any data set has. A key counts only when wanted, and of
// keys, other_1 and other_2 what one of several data sets alone has is left out: nothing could be
// compared with it.
PerField<bool> used_fields(const Draft& draft);

// Whether the terms keep the rules is for Agreement::make to say.
AgreementTerms draft_terms(const Draft& draft);

// Makes the terms an amendment: they keep the project and name what they replace. refused: a
// linkage that would become a rehearsal, or a rehearsal a linkage.
Status amend(AgreementTerms& terms, const Agreement& replaced);

}  // namespace tally
