// A made-up data holder: an agreement over one data set, its keys, and a folder for its files.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "encoder/standardise.h"
#include "protocol/agreement.h"
#include "protocol/draft.h"
#include "protocol/identity.h"
#include "protocol/keys/secret.h"
#include "tests/unit/common/temporary_folder.h"

namespace tally::encoder {

struct MadeUpHolder {
  // change: of the drafted terms, before they become the agreement.
  template <class Change>
  MadeUpHolder(const std::vector<Field>& fields, std::uint32_t rows_per_record, Change change)
      : agreement(draft(fields, rows_per_record, change)) {}
  explicit MadeUpHolder(const std::vector<Field>& fields, std::uint32_t rows_per_record = 1)
      : MadeUpHolder(fields, rows_per_record, [](AgreementTerms&) {}) {}

  template <class Change>
  static Agreement draft(const std::vector<Field>& fields, std::uint32_t rows_per_record,
                         Change change) {
    Draft draft;
    draft.title = "A test";
    draft.rows_per_record = rows_per_record;
    draft.rehearsal_seed = 1;
    for (const char* const name : {"school", "health"}) {
      draft.datasets.push_back({name, {}});
      for (const Field field : fields) {
        draft.datasets.back().fields[field] = true;
        draft.keys[field] = is_key(field);
      }
    }
    AgreementTerms terms = draft_terms(draft).value();
    change(terms);
    return Agreement::make(std::move(terms)).value();
  }

  TemporaryFolder folder;
  Agreement agreement;
  OwnKey reference_key{Bytes(OwnKey::kSize, 7)};
  keys::Secret secret = keys::Secret::for_rehearsal(1);
};

}  // namespace tally::encoder
