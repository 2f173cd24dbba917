#include "protocol/agreement/agreement.h"

#include <algorithm>
#include <utility>

#include "common/file_reader.h"
#include "protocol/agreement/agreement_json.h"
#include "protocol/agreement/agreement_rules.h"

namespace tally {
namespace {

// The line, counted from 1, on which two texts first differ.
std::size_t first_difference(std::string_view a, std::string_view b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return 1 + static_cast<std::size_t>(std::count(a.begin(), end, '\n'));
}

}  // namespace

const Column* Encoding::find(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

bool is_supplied(const Column& column, const PerField<bool>& has) {
  if (column.kind == Column::Kind::token) return has[*column.key];
  if (column.needs && !has[*column.needs]) return false;
  for (const std::vector<Field>& kind : column.joins) {
    if (std::ranges::none_of(kind, [&](Field field) { return has[field]; })) return false;
  }
  return std::ranges::any_of(column.features, [&](const Feature& f) { return has[f.field]; });
}

PerField<bool> fields_of(const Encoding& encoding, const std::vector<std::string>& columns) {
  PerField<bool> fields;
  for (const std::string& name : columns) {
    const Column* column = encoding.find(name);
    if (column->key) fields[*column->key] = true;
    for (const Feature& feature : column->features) fields[feature.field] = true;
  }
  return fields;
}

std::vector<std::string> supplied_columns(const Encoding& encoding, const PerField<bool>& has) {
  std::vector<std::string> names;
  for (const Column& column : encoding.columns) {
    if (is_supplied(column, has)) names.push_back(column.name);
  }
  return names;
}

bool Party::has(Role role) const {
  return std::ranges::count(roles, role) > 0;
}

Result<Agreement> Agreement::make(AgreementTerms terms) {
  TRY(check_terms(terms));
  Agreement agreement;
  agreement.text_ = dump_json(terms_to_json(terms));
  if (agreement.text_.size() > kMaxAgreement) return refused("the agreement is longer than 1 MiB");
  agreement.fingerprint_ = sha256({as_bytes(agreement.text_)});
  const std::string encoding = dump_json(encoding_to_json(terms.encoding));
  agreement.encoding_fingerprint_ = sha256({as_bytes(encoding)});
  agreement.terms_ = std::move(terms);
  return agreement;
}

Result<Agreement> Agreement::parse(std::string_view text) {
  if (text.size() > kMaxAgreement) return malformed("longer than 1 MiB");
  const Json json = TRY(parse_json(text));
  AgreementTerms terms = TRY(terms_from_json(json));
  Agreement agreement = TRY(make(std::move(terms)));
  if (agreement.text_ != text) {
    return malformed("line " + std::to_string(first_difference(text, agreement.text_)) +
                         ": not in the canonical form",
                     "do not edit an agreement by hand: the parties agree to every byte of it");
  }
  return agreement;
}

Result<Agreement> Agreement::load(const std::string& path) {
  const Result<std::string> text = read_file(path, kMaxAgreement);
  if (!text) {
    return Error{text.error().code, text.error().message,
                 "name the agreement's file; agreement new makes it, and each party has a copy"};
  }
  Result<Agreement> agreement = parse(text.value());
  if (agreement) return agreement;
  const Error& error = agreement.error();
  const bool is_template = error.hint.empty() && !text.value().starts_with('{');
  return Error{error.code, path + ": " + error.message,
               is_template ? "an agreement begins with {; from a completed template, "
                             "tally-protocol agreement new makes the agreement"
                           : error.hint};
}

const Party* Agreement::party(std::string_view name) const {
  const auto found = std::ranges::find(terms_.parties, name, &Party::name);
  return found == terms_.parties.end() ? nullptr : &*found;
}

const Party* Agreement::party(Party::Role role) const {
  const auto found =
      std::ranges::find_if(terms_.parties, [role](const Party& party) { return party.has(role); });
  return found == terms_.parties.end() ? nullptr : &*found;
}

const Party* Agreement::signer(const Digest& certificate) const {
  const auto found = std::ranges::find(terms_.parties, certificate, &Party::signing);
  return found == terms_.parties.end() ? nullptr : &*found;
}

Result<DatasetIndex> Agreement::dataset(std::string_view name) const {
  const auto found = std::ranges::find(terms_.datasets, name, &Dataset::name);
  if (found == terms_.datasets.end()) {
    std::string names;
    for (const Dataset& d : terms_.datasets) names += (names.empty() ? "" : ", ") + d.name;
    return refused("\"" + std::string(name) + "\": no such data set in the agreement",
                   "its data sets are: " + names);
  }
  return static_cast<DatasetIndex>(found - terms_.datasets.begin());
}

}  // namespace tally
