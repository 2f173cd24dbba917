// A first agreement over data sets in canonical columns: a template's columns and passes, each data
// set held by a party of its own name, one linker, one analyst.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/agreement.h"
#include "protocol/templates.h"

namespace tally {

struct DraftDataset {
  std::string name;
  PerField<bool> fields;
};

struct Draft {
  std::string title;
  Level level = Level::grouped;
  PerField<bool> keys;  // that the parties want used; a data set may list others
  std::vector<DraftDataset> datasets;
  std::vector<std::string> duplicates;  // data sets that may hold a person as several records
  std::uint32_t rows_per_record = 1;
  std::optional<std::uint64_t> rehearsal_seed;  // makes it a rehearsal; else a random project
};

// The fields that are encoded: those that any data set has. A key counts only when wanted, and of
// keys, other_1 and other_2 what one of several data sets alone has is left out: nothing could be
// compared with it.
PerField<bool> used_fields(const Draft& draft);

// The holder of the first data set is the key maker. usage: a data set with the name of another
// party, or with no field to encode; a key that no data set has; duplicates of no data set.
Result<AgreementTerms> draft_terms(const Draft& draft);

}  // namespace tally
