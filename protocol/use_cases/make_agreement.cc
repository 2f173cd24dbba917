#include "protocol/use_cases/make_agreement.h"

#include <algorithm>
#include <utility>

#include "common/join.h"
#include "protocol/drafting/draft.h"
#include "protocol/drafting/draft_clauses.h"
#include "protocol/drafting/draft_text.h"
#include "protocol/identity/signed_agreement.h"
#include "protocol/use_cases/write_document.h"

namespace tally {
namespace {

bool is_listed(const Draft& draft, Field field) {
  return std::ranges::any_of(draft.datasets,
                             [field](const DraftDataset& set) { return set.fields[field]; });
}

void note_unused_fields(const Draft& draft, std::vector<std::string>& notices) {
  const PerField<bool> used = used_fields(draft);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    if (!is_listed(draft, field) || used[field]) continue;
    const bool not_asked_for = is_key(field) && !draft.keys[field];
    notices.push_back(std::string(name_of(field)) +
                      (not_asked_for ? ": not used (the line \"keys:\" does not name it)"
                                     : ": not used (only one data set has it)"));
  }
}

// A data set gives a field only if a column takes it. A data set without names and address is
// linked by its linking keys only.
void note_dropped_fields(const Draft& draft, const Agreement& agreement,
                         std::vector<std::string>& notices) {
  const PerField<bool> used = used_fields(draft);
  for (std::size_t i = 0; i < draft.datasets.size(); ++i) {
    const PerField<bool>& kept = agreement.terms().datasets[i].fields;
    std::vector<std::string> dropped;
    for (std::size_t f = 0; f < kFieldCount; ++f) {
      const auto field = static_cast<Field>(f);
      if (draft.datasets[i].fields[field] && used[field] && !kept[field]) {
        dropped.emplace_back(name_of(field));
      }
    }
    if (dropped.empty()) continue;
    notices.push_back(join(dropped) + " of " + draft.datasets[i].name +
                      ": not used (not enough without a name, a postcode or another field: the "
                      "data set is linked by its numbers only)");
  }
}

Status check_something_is_encoded(const AgreementTerms& terms, const std::string& from) {
  if (!terms.encoding.columns.empty()) return {};
  return refused(from + ": nothing is left to encode",
                 "a line \"keys: upn\" names the identifiers to link by; a data set without them "
                 "needs names or an address");
}

Status check_end(const Agreement& agreement, const MakeAgreementRequest& request) {
  if (agreement.terms().retention.ends <= days_after(request.now, kLongestAgreement)) return {};
  return refused(request.from + ": ends over ten years from now",
                 "an agreement lasts ten years at most: amend it when the time comes");
}

}  // namespace

Result<MakeAgreementOutcome> make_agreement(const MakeAgreementRequest& request) {
  const Draft draft = TRY(load_draft(request.from));
  AgreementTerms terms = draft_terms(draft);
  TRY(check_something_is_encoded(terms, request.from));
  std::optional<Agreement> replaced;
  if (request.amends) {
    replaced = TRY(Agreement::load(*request.amends));
    TRY(amend(terms, *replaced));
  }
  MakeAgreementOutcome made{TRY(placed(request.from, Agreement::make(std::move(terms)))), {}, {}};
  TRY(check_end(made.agreement, request));
  if (replaced) {
    made.encoding_changes =
        made.agreement.encoding_fingerprint() != replaced->encoding_fingerprint();
  }
  TRY(write_document(request.out, made.agreement.text(), request.overwrite));
  note_unused_fields(draft, made.notices);
  note_dropped_fields(draft, made.agreement, made.notices);
  return made;
}

}  // namespace tally
