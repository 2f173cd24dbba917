#include "protocol/draft.h"

#include <algorithm>
#include <utility>

#include "common/bytes.h"
#include "protocol/rehearsal.h"

namespace tally {
namespace {

// Dice of 0.8, the habit of the field: only where too few links allow a threshold to be estimated.
constexpr Permille kFallback{800};

bool needs_company(Field field) {
  return is_key(field) || field == Field::other_1 || field == Field::other_2;
}

std::vector<Party> draft_parties(const std::vector<DraftDataset>& datasets) {
  std::vector<Party> parties;
  parties.reserve(datasets.size() + 2);
  for (const DraftDataset& dataset : datasets) {
    parties.push_back({dataset.name, {Party::Role::holder}});
  }
  parties.front().roles.push_back(Party::Role::key_maker);
  parties.push_back({"linker", {Party::Role::linker}});
  parties.push_back({"analyst", {Party::Role::analyst}});
  return parties;
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

Dataset draft_dataset(const DraftDataset& from, const Draft& draft, const Encoding& encoding) {
  Dataset dataset;
  dataset.name = from.name;
  dataset.holder = from.name;
  dataset.profile = "person";
  dataset.columns = supplied_columns(encoding, from.fields);
  dataset.duplicates = std::ranges::count(draft.duplicates, from.name) > 0;
  dataset.rows_per_record = draft.rows_per_record;
  return dataset;
}

Status check_draft(const Draft& draft) {
  for (const std::string& name : draft.duplicates) {
    if (std::ranges::find(draft.datasets, name, &DraftDataset::name) == draft.datasets.end()) {
      return usage_error("--duplicates: no such data set");
    }
  }
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto key = static_cast<Field>(i);
    const bool has = std::ranges::any_of(
        draft.datasets, [key](const DraftDataset& dataset) { return dataset.fields[key]; });
    if (draft.keys[key] && !has) {
      return usage_error("--keys: no data set has " + std::string(name_of(key)));
    }
  }
  return {};
}

}  // namespace

PerField<bool> used_fields(const Draft& draft) {
  PerField<bool> used;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    const auto having = std::ranges::count_if(
        draft.datasets, [field](const DraftDataset& dataset) { return dataset.fields[field]; });
    const bool alone = draft.datasets.size() > 1 && having == 1;
    used[field] =
        having > 0 && (!is_key(field) || draft.keys[field]) && !(alone && needs_company(field));
  }
  return used;
}

Result<AgreementTerms> draft_terms(const Draft& draft) {
  TRY(check_draft(draft));
  AgreementTerms terms;
  terms.purpose = draft.rehearsal_seed ? Purpose::rehearsal : Purpose::linkage;
  terms.title = draft.title;
  terms.project = draft_project(draft.rehearsal_seed);
  terms.parties = draft_parties(draft.datasets);
  terms.encoding = make_encoding(draft.level, used_fields(draft));
  for (const DraftDataset& dataset : draft.datasets) {
    terms.datasets.push_back(draft_dataset(dataset, draft, terms.encoding));
    if (terms.datasets.back().columns.empty()) {
      return usage_error("--dataset: data set \"" + dataset.name + "\" has no field to encode");
    }
  }
  terms.policy = {make_passes(terms.encoding), kFallback};
  return terms;
}

}  // namespace tally
