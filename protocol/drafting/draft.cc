#include "protocol/drafting/draft.h"

#include <algorithm>
#include <utility>

#include "common/bytes.h"
#include "protocol/rehearsal/rehearsal.h"

namespace tally {
namespace {

bool must_be_shared(Field field) {
  return is_key(field) || field == Field::other_1 || field == Field::other_2;
}

ProjectId draft_project(std::optional<std::uint64_t> rehearsal_seed) {
  ProjectId project;
  if (rehearsal_seed) {
    const Digest derived = rehearsal_bytes("project", "", *rehearsal_seed);
    std::copy_n(derived.bytes.begin(), ProjectId::kSize, project.bytes.begin());
  } else {
    fill_random(project.bytes);
  }
  return project;
}

// Strangers share dates of birth, sexes and the like. A data set without a name or an address links
// only by its linking keys, and nothing else of it is encoded.
bool distinguishes_people(const PerField<bool>& fields) {
  return fields[Field::forename] || fields[Field::surname] || fields[Field::postcode] ||
         fields[Field::other_1] || fields[Field::other_2];
}

PerField<bool> keys_of(PerField<bool> fields) {
  for (std::size_t i = 0; i < kFieldCount; ++i) fields.values[i] &= is_key(static_cast<Field>(i));
  return fields;
}

PerField<bool> both(PerField<bool> some, const PerField<bool>& others) {
  for (std::size_t i = 0; i < kFieldCount; ++i) some.values[i] &= others.values[i];
  return some;
}

Dataset draft_dataset(const DraftDataset& from, const PerField<bool>& used,
                      const Encoding& encoding) {
  Dataset dataset;
  dataset.name = from.name;
  dataset.holder = from.holder;
  dataset.profile = from.profile;
  dataset.profile_text = from.profile_text;
  dataset.fields = both(from.fields, used);
  if (!distinguishes_people(dataset.fields)) dataset.fields = keys_of(dataset.fields);
  dataset.columns = supplied_columns(encoding, dataset.fields);
  dataset.fields = both(dataset.fields, fields_of(encoding, dataset.columns));
  dataset.duplicates = from.duplicates;
  dataset.rows_per_record = from.rows_per_record;
  dataset.required = from.required;
  return dataset;
}

Policy draft_policy(const Draft& draft, const Encoding& encoding) {
  Policy policy{make_passes(encoding), draft.fallback};
  if (!draft.threshold || policy.passes.empty()) return policy;
  Pass& last = policy.passes.back();
  if (last.rule == Rule::exact) return policy;
  last.rule = Rule::threshold;
  last.threshold = *draft.threshold;
  if (last.threshold.unit == PassThreshold::Unit::dice) last.score.clear();
  return policy;
}

// Sorts names in the order of the parties or data sets that they name, so that one meaning has one
// text.
void sort_releases(AgreementTerms& terms) {
  const auto by_party = [&](const std::string& name) {
    return std::ranges::find(terms.parties, name, &Party::name);
  };
  const auto by_dataset = [&](const std::string& name) {
    return std::ranges::find(terms.datasets, name, &Dataset::name);
  };
  for (Release& release : terms.releases) {
    std::ranges::stable_sort(release.datasets, {}, by_dataset);
  }
  std::ranges::stable_sort(terms.releases, {},
                           [&](const Release& release) { return by_party(release.analyst); });
}

}  // namespace

PerField<bool> used_fields(const Draft& draft) {
  PerField<bool> used;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    const auto having = std::ranges::count_if(
        draft.datasets, [field](const DraftDataset& dataset) { return dataset.fields[field]; });
    const bool only_one = draft.datasets.size() > 1 && having == 1;
    used[field] =
        having > 0 && (!is_key(field) || draft.keys[field]) && !(only_one && must_be_shared(field));
  }
  return used;
}

AgreementTerms draft_terms(const Draft& draft) {
  AgreementTerms terms;
  terms.purpose = draft.rehearsal_seed ? Purpose::rehearsal : Purpose::linkage;
  terms.title = draft.title;
  terms.project = draft_project(draft.rehearsal_seed);
  terms.parties = draft.parties;
  for (Party& party : terms.parties) std::ranges::sort(party.roles);
  const PerField<bool> used = used_fields(draft);
  terms.encoding = make_encoding(draft.level, used);
  for (Column& column : terms.encoding.columns) {
    if (column.kind == Column::Kind::filter) column.hardening = draft.hardening;
  }
  for (const DraftDataset& dataset : draft.datasets) {
    terms.datasets.push_back(draft_dataset(dataset, used, terms.encoding));
  }
  terms.policy = draft_policy(draft, terms.encoding);
  terms.releases = draft.releases;
  sort_releases(terms);
  terms.retention = draft.retention;
  return terms;
}

Status amend(AgreementTerms& terms, const Agreement& replaced) {
  if (terms.purpose != replaced.terms().purpose) {
    return refused(
        "an amendment cannot turn a rehearsal into a linkage, or a linkage into a rehearsal");
  }
  terms.project = replaced.terms().project;
  terms.amends = replaced.fingerprint();
  return {};
}

}  // namespace tally
