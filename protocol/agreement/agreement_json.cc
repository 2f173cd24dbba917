#include "protocol/agreement/agreement_json.h"

#include <algorithm>
#include <utility>

#include "common/bytes.h"
#include "protocol/agreement/hardening_json.h"
#include "protocol/base/agreement_words.h"
#include "protocol/base/json_members.h"

namespace tally {
namespace {

// ---- to JSON

Json integer(std::uint32_t value) {
  return Json(std::int64_t{value});
}

template <std::size_t N, class Enum>
Json word(const std::array<std::string_view, N>& words, Enum value) {
  return Json(word_of(words, value));
}

template <class Item, class ToJson>
Json list(const std::vector<Item>& items, ToJson to_json) {
  Json::Array array;
  for (const Item& item : items) array.push_back(to_json(item));
  return Json(std::move(array));
}

Json strings(const std::vector<std::string>& items) {
  return list(items, [](const std::string& s) { return Json(s); });
}

Json fields_to_json(const std::vector<Field>& fields) {
  return list(fields, [](Field field) { return Json(name_of(field)); });
}

Json party_to_json(const Party& party) {
  return Json::Object{
      {"name", party.name},
      {"roles", list(party.roles, [](Party::Role role) { return word(kRoleWords, role); })},
      {"signing", to_hex(party.signing.bytes)},
      {"opening", to_hex(party.opening.bytes)}};
}

Json feature_to_json(const Feature& feature) {
  return Json::Object{
      {"field", name_of(feature.field)},
      {"space", feature.space},
      {"tokens", word(kTokensWords, feature.tokens)},
      {std::string(word_of(kInsertionsWords, feature.insertions)), integer(feature.count)}};
}

Json column_to_json(const Column& column) {
  Json::Object json{{"name", column.name}, {"kind", word(kColumnKindWords, column.kind)}};
  if (column.kind == Column::Kind::token) {
    json.emplace_back("key", name_of(*column.key));
    return json;
  }
  json.emplace_back("bits", integer(column.bits));
  if (column.kind == Column::Kind::bands) {
    json.emplace_back("bands", integer(column.bands));
    json.emplace_back("hashes", integer(column.hashes));
    json.emplace_back("joins", list(column.joins, fields_to_json));
  }
  if (column.needs) json.emplace_back("needs", name_of(*column.needs));
  json.emplace_back("features", list(column.features, feature_to_json));
  return json;
}

Json dataset_to_json(const Dataset& dataset) {
  Json::Object json{
      {"name", dataset.name}, {"holder", dataset.holder}, {"profile", dataset.profile}};
  if (dataset.profile_text) {
    json.emplace_back("profile_text", to_hex(dataset.profile_text->bytes));
  }
  json.emplace_back("fields", strings(field_names(dataset.fields)));
  json.emplace_back("columns", strings(dataset.columns));
  json.emplace_back("duplicates", word(kYesNoWords, dataset.duplicates));
  json.emplace_back("rows_per_record", integer(dataset.rows_per_record));
  json.emplace_back("required", word(kYesNoWords, dataset.required));
  return json;
}

Json pass_to_json(const Pass& pass) {
  Json::Object json{{"name", pass.name},
                    {"search", pass.search},
                    {"score", strings(pass.score)},
                    {"rule", word(kRuleWords, pass.rule)}};
  if (pass.rule == Rule::threshold) {
    json.emplace_back("threshold", integer(pass.threshold.thousandths));
  }
  return json;
}

Json release_to_json(const Release& release) {
  return Json::Object{{"analyst", release.analyst},
                      {"datasets", strings(release.datasets)},
                      {"flags", word(kYesNoWords, release.flags)},
                      {"small_counts", integer(release.small_counts)}};
}

Json retention_to_json(const Retention& retention) {
  return Json::Object{{"ends", print_date(retention.ends)},
                      {"submission_days", integer(retention.submission_days)},
                      {"secret_destroyed", print_date(retention.secret_destroyed)}};
}

// ---- from JSON

Result<Time> last_of_day_member(Members& members, std::string_view name) {
  const std::string text = TRY(members.string(name));
  const std::optional<Time> day = parse_date(text);
  if (!day) return malformed(members.place_of(name) + ": not a date (YYYY-MM-DD)");
  return last_of_day(*day);
}

Result<std::string> string_from_json(const Json& json, const std::string& place) {
  const std::string* text = json.as_string();
  if (text == nullptr) return malformed(place + ": not a string");
  return *text;
}

Result<Party::Role> role_from_json(const Json& json, const std::string& place) {
  const std::string text = TRY(string_from_json(json, place));
  const auto role = parse_word<Party::Role>(kRoleWords, text);
  if (!role) return malformed(place + ": this format has no such role");
  return *role;
}

Result<Party> party_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  Party party;
  party.name = TRY(members.string("name"));
  party.roles = TRY(members.list<Party::Role>("roles", role_from_json));
  party.signing = TRY(members.id<Digest>("signing"));
  party.opening = TRY(members.id<Digest>("opening"));
  TRY(members.end());
  return party;
}

Insertions insertions_of(const Members& members) {
  if (members.next_is("k")) return Insertions::per_token;
  return members.next_is("weight") ? Insertions::weight : Insertions::per_field;
}

Result<Feature> feature_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  Feature feature{};
  feature.field = TRY(members.word<Field>("field", kFieldNames));
  feature.space = TRY(members.string("space"));
  feature.tokens = TRY(members.word<Tokens>("tokens", kTokensWords));
  feature.insertions = insertions_of(members);
  feature.count = TRY(members.integer(word_of(kInsertionsWords, feature.insertions)));
  TRY(members.end());
  return feature;
}

Result<Field> field_from_json(const Json& json, const std::string& place) {
  const std::string name = TRY(string_from_json(json, place));
  const std::optional<Field> field = parse_field(name);
  if (!field) return malformed(place + ": not a field");
  return *field;
}

Result<std::vector<Field>> kind_from_json(const Json& json, const std::string& place) {
  const Json::Array* array = json.as_array();
  if (array == nullptr) return malformed(place + ": not a list");
  std::vector<Field> fields;
  for (const Json& item : *array) fields.push_back(TRY(field_from_json(item, place)));
  return fields;
}

Result<Column> column_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  Column column;
  column.name = TRY(members.string("name"));
  column.kind = TRY(members.word<Column::Kind>("kind", kColumnKindWords));
  if (column.kind == Column::Kind::token) {
    column.key = TRY(members.word<Field>("key", kFieldNames));
  } else {
    column.bits = TRY(members.integer("bits"));
    if (column.kind == Column::Kind::bands) {
      column.bands = TRY(members.integer("bands"));
      column.hashes = TRY(members.integer("hashes"));
      column.joins = TRY(members.list<std::vector<Field>>("joins", kind_from_json));
    }
    if (members.next_is("needs")) column.needs = TRY(members.word<Field>("needs", kFieldNames));
    column.features = TRY(members.list<Feature>("features", feature_from_json));
  }
  TRY(members.end());
  return column;
}

Result<Encoding> encoding_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  Encoding encoding;
  encoding.standardiser = TRY(members.integer("standardiser"));
  encoding.unicode = TRY(members.string("unicode"));
  encoding.columns = TRY(members.list<Column>("columns", column_from_json));
  TRY(members.list<Hardening>("hardening", [&](const Json& item, const std::string& at) {
    return harden_from_json(item, at, encoding.columns);
  }));
  TRY(members.end());
  return encoding;
}

// The fields must be in the order of Field, so that one meaning has one text.
Result<PerField<bool>> fields_member(Members& members) {
  const std::vector<Field> list = TRY(members.list<Field>("fields", field_from_json));
  if (std::ranges::adjacent_find(list, std::greater_equal<>()) != list.end()) {
    return malformed(members.place_of("fields") +
                     ": each must appear once, in the order of the format");
  }
  PerField<bool> fields;
  for (const Field field : list) fields[field] = true;
  return fields;
}

Result<Dataset> dataset_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  Dataset dataset;
  dataset.name = TRY(members.string("name"));
  dataset.holder = TRY(members.string("holder"));
  dataset.profile = TRY(members.string("profile"));
  if (members.next_is("profile_text")) {
    dataset.profile_text = TRY(members.id<Digest>("profile_text"));
  }
  dataset.fields = TRY(fields_member(members));
  dataset.columns = TRY(members.list<std::string>("columns", string_from_json));
  dataset.duplicates = TRY(members.word<bool>("duplicates", kYesNoWords));
  dataset.rows_per_record = TRY(members.integer("rows_per_record"));
  dataset.required = TRY(members.word<bool>("required", kYesNoWords));
  TRY(members.end());
  return dataset;
}

Result<Pass> pass_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  Pass pass{};
  pass.name = TRY(members.string("name"));
  pass.search = TRY(members.string("search"));
  pass.score = TRY(members.list<std::string>("score", string_from_json));
  pass.rule = TRY(members.word<Rule>("rule", kRuleWords));
  if (pass.rule == Rule::threshold) {
    const std::uint32_t thousandths = TRY(members.integer("threshold"));
    pass.threshold = {pass.unit(), thousandths};
  }
  TRY(members.end());
  return pass;
}

Result<Policy> policy_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  Policy policy;
  policy.passes = TRY(members.list<Pass>("passes", pass_from_json));
  policy.fallback.value = TRY(members.integer("fallback_threshold"));
  TRY(members.end());
  return policy;
}

Result<Release> release_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  Release release;
  release.analyst = TRY(members.string("analyst"));
  release.datasets = TRY(members.list<std::string>("datasets", string_from_json));
  release.flags = TRY(members.word<bool>("flags", kYesNoWords));
  release.small_counts = TRY(members.integer("small_counts"));
  TRY(members.end());
  return release;
}

Result<Retention> retention_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  Retention retention;
  retention.ends = TRY(last_of_day_member(members, "ends"));
  retention.submission_days = TRY(members.integer("submission_days"));
  retention.secret_destroyed = TRY(last_of_day_member(members, "secret_destroyed"));
  TRY(members.end());
  return retention;
}

}  // namespace

Json encoding_to_json(const Encoding& encoding) {
  return Json::Object{{"standardiser", integer(encoding.standardiser)},
                      {"unicode", encoding.unicode},
                      {"columns", list(encoding.columns, column_to_json)},
                      {"hardening", hardening_to_json(encoding.columns)}};
}

Json terms_to_json(const AgreementTerms& terms) {
  const Json::Object policy{{"passes", list(terms.policy.passes, pass_to_json)},
                            {"fallback_threshold", integer(terms.policy.fallback.value)}};
  return Json::Object{{"format", kAgreementFormat},
                      {"purpose", word(kPurposeWords, terms.purpose)},
                      {"title", terms.title},
                      {"project", to_hex(terms.project.bytes)},
                      {"amends", terms.amends ? to_hex(terms.amends->bytes) : std::string()},
                      {"parties", list(terms.parties, party_to_json)},
                      {"encoding", encoding_to_json(terms.encoding)},
                      {"datasets", list(terms.datasets, dataset_to_json)},
                      {"policy", policy},
                      {"release", list(terms.releases, release_to_json)},
                      {"retention", retention_to_json(terms.retention)}};
}

Result<AgreementTerms> terms_from_json(const Json& json) {
  Members members = TRY(Members::of(json, "agreement"));
  const std::string format = TRY(members.string("format"));
  if (format != kAgreementFormat) {
    return malformed("agreement.format: this software does not read this format",
                     "this software reads " + std::string(kAgreementFormat));
  }
  AgreementTerms terms;
  terms.purpose = TRY(members.word<Purpose>("purpose", kPurposeWords));
  terms.title = TRY(members.string("title"));
  terms.project = TRY(members.id<ProjectId>("project"));
  const std::string amends = TRY(members.string("amends"));
  if (!amends.empty()) terms.amends = TRY(id_from_hex<Digest>(amends, "agreement.amends"));
  terms.parties = TRY(members.list<Party>("parties", party_from_json));
  const Json* encoding = TRY(members.next("encoding"));
  terms.encoding = TRY(encoding_from_json(*encoding, "agreement.encoding"));
  terms.datasets = TRY(members.list<Dataset>("datasets", dataset_from_json));
  const Json* policy = TRY(members.next("policy"));
  terms.policy = TRY(policy_from_json(*policy, "agreement.policy"));
  terms.releases = TRY(members.list<Release>("release", release_from_json));
  const Json* retention = TRY(members.next("retention"));
  terms.retention = TRY(retention_from_json(*retention, "agreement.retention"));
  TRY(members.end());
  return terms;
}

}  // namespace tally
