// A made-up data holder: an agreement over one data set, its keys, and a folder for its files.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "encoder/standardise/standardise.h"
#include "protocol/agreement/agreement.h"
#include "protocol/identity/identity.h"
#include "protocol/keys/secret.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/made_up_draft.h"

namespace tally::encoder {

struct MadeUpHolder {
  // change: changes the drafted terms, before they become the agreement.
  template <class Change>
  MadeUpHolder(const std::vector<Field>& fields, std::uint32_t rows_per_record, Change change)
      : agreement(draft(fields, rows_per_record, change)) {}
  explicit MadeUpHolder(const std::vector<Field>& fields, std::uint32_t rows_per_record = 1)
      : MadeUpHolder(fields, rows_per_record, [](AgreementTerms&) {}) {}

  template <class Change>
  static Agreement draft(const std::vector<Field>& fields, std::uint32_t rows_per_record,
                         Change change) {
    PerField<bool> has, keys;
    for (const Field field : fields) {
      has[field] = true;
      keys[field] = is_key(field);
    }
    Draft draft = made_up_draft("A test", {{"school", has}, {"health", has}});
    draft.keys = keys;
    for (DraftDataset& dataset : draft.datasets) dataset.rows_per_record = rows_per_record;
    AgreementTerms terms = draft_terms(draft);
    change(terms);
    return Agreement::make(std::move(terms)).value();
  }

  TemporaryFolder folder;
  Agreement agreement;
  ReferenceKey reference_key{Bytes(kOwnKeySize, 7)};
  keys::Secret secret = keys::Secret::for_rehearsal(1);
};

}  // namespace tally::encoder
