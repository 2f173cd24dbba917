#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>

#include "protocol/agreement/agreement_rule_parts.h"

namespace tally {
namespace {

constexpr std::size_t kMaxPasses = 64;
constexpr std::uint32_t kMaxStandardiser = 65535;
// A small filter fills up: it separates tokens less well, yet is easier to guess.
constexpr std::uint32_t kMinFilterBits = 512;
constexpr std::uint32_t kMaxCount = 1024;
constexpr std::uint32_t kSparsest = 64;
constexpr std::uint32_t kMaxDiceThreshold = 1000;      // thousandths
constexpr std::uint32_t kMaxScoreThreshold = 1000000;  // thousandths of a bit

bool suits(Field field, Tokens tokens) {
  const bool date = tokens == Tokens::date_components || tokens == Tokens::date_digits;
  return date == (field == Field::date_of_birth);
}

// Weights belong to bands, insertions to filters.
bool suits(Insertions insertions, Column::Kind kind) {
  return (insertions == Insertions::weight) == (kind == Column::Kind::bands);
}

Status check_feature(const Feature& feature, Column::Kind kind, const std::string& column) {
  const std::string place = column + ": " + quoted("field", name_of(feature.field));
  if (is_key(feature.field)) return refused(place + ": a linking key must be in a token column");
  if (!is_name(feature.space)) return refused(place + ": key space: not a valid name");
  if (!suits(feature.field, feature.tokens))
    return refused(place + ": these tokens do not suit this field");
  if (!suits(feature.insertions, kind))
    return refused(place + ": a filter has bits or k, and bands have weights");
  if (feature.count < 1 || feature.count > kMaxCount)
    return refused(place + ": count must be 1 to 1024");
  return {};
}

// The number of insertions to expect from a feature, for values of usual length.
std::uint32_t expected_insertions(const Feature& feature) {
  constexpr std::array<std::uint32_t, 5> kUsualTokens = {8, 6, 14, 8, 1};  // by Tokens
  if (feature.insertions == Insertions::per_field) return feature.count;
  return feature.count * kUsualTokens[static_cast<std::size_t>(feature.tokens)];
}

// A nearly empty filter reveals single tokens; a crowded filter cannot distinguish people.
Status check_fill(const Column& column, const std::string& place) {
  std::uint32_t insertions = 0;
  for (const Feature& feature : column.features) insertions += expected_insertions(feature);
  if (insertions >= column.bits / kSparsest && insertions <= column.bits) return {};
  return refused(place + ": expected insertions must be between 1/64 of its bits and all of them",
                 std::to_string(insertions) + " insertions are expected into " +
                     std::to_string(column.bits) + " bits");
}

// Every feature, and that no field is given twice.
Result<std::set<Field>> check_features(const Column& column, const std::string& place) {
  if (column.features.empty()) return refused(place + ": no features");
  std::set<Field> fields;
  for (const Feature& feature : column.features) {
    TRY(check_feature(feature, column.kind, place));
    if (!fields.insert(feature.field).second) return refused(place + ": a field is given twice");
  }
  return fields;
}

Status check_hardening(const Hardening& hardening, const std::string& place) {
  const bool diffusion = hardening.kind == Hardening::Kind::diffusion;
  if (diffusion && (hardening.count < kMinDiffusion || hardening.count > kMaxDiffusion))
    return refused(place + ": t of diffusion must be 2 to 15");
  if (!diffusion && (hardening.count < 1 || hardening.count > kMaxMajorities))
    return refused(place + ": majorities of saul must be 1 to 9");
  return {};
}

Status check_filter(const Column& column) {
  const std::string place = quoted("column", column.name);
  if (column.bits % 64 != 0 || column.bits < kMinFilterBits || column.bits > kMaxFilterBits) {
    return refused(place + ": bits must be a multiple of 64 from 512 to 32768");
  }
  const std::set<Field> fields = TRY(check_features(column, place));
  if (column.needs && !fields.contains(*column.needs)) {
    return refused(place + ": needs a field that is not among its features");
  }
  const bool only_values = std::ranges::all_of(
      column.features, [](const Feature& f) { return f.tokens == Tokens::value; });
  if (only_values) {
    return refused(place + ": encodes whole values only",
                   "such values can be guessed from their frequencies");
  }
  if (column.hardening) TRY(check_hardening(*column.hardening, place));
  return check_fill(column, place);
}

bool in_order_once(const std::vector<Field>& fields) {
  return std::ranges::adjacent_find(fields, std::greater_equal<>()) == fields.end();
}

// Bands of one kind of identifiers would show, by what two records share, who has the same birthday
// or the same address.
Status check_joins(const Column& column, const std::set<Field>& fields, const std::string& place) {
  if (column.joins.size() < 2) {
    return refused(place + ": bands must join two or more kinds of identifiers");
  }
  std::set<Field> seen;
  for (const std::vector<Field>& kind : column.joins) {
    if (kind.empty() || !in_order_once(kind)) {
      return refused(place + ": joins: each list must have fields, in the order of the format");
    }
    for (const Field field : kind) {
      if (!fields.contains(field))
        return refused(place + ": joins a field that is not among its features");
      if (!seen.insert(field).second) return refused(place + ": joins a field twice");
      if (field == Field::sex || field == Field::town) {
        return refused(place + ": sex or town is too little to be a kind of identifier");
      }
    }
  }
  return {};
}

Status check_bands(const Column& column) {
  const std::string place = quoted("column", column.name);
  if (column.bits % 8 != 0 || column.bits < kMinBandBits || column.bits > kMaxBandBits) {
    return refused(place + ": bits of a band must be 32, 40, 48, 56 or 64");
  }
  if (column.bands < kMinBands || column.bands > kMaxBands)
    return refused(place + ": bands must be 8 to 512");
  if (column.hashes < 1 || column.hashes > kMaxHashes)
    return refused(place + ": hashes must be 1 to 16");
  if (column.needs) return refused(place + ": only a filter needs a field");
  const std::set<Field> fields = TRY(check_features(column, place));
  return check_joins(column, fields, place);
}

Status check_column(const Column& column) {
  if (column.kind == Column::Kind::filter) return check_filter(column);
  if (column.hardening)
    return refused(quoted("column", column.name) + ": only a filter can be hardened");
  if (column.kind == Column::Kind::bands) return check_bands(column);
  if (!column.key || !is_key(*column.key)) {
    return refused(quoted("column", column.name) +
                   ": the field of a token column must be a linking key");
  }
  return {};
}

}  // namespace

Status check_encoding(const Encoding& encoding) {
  if (encoding.standardiser < 1 || encoding.standardiser > kMaxStandardiser) {
    return refused("encoding: standardiser must be 1 to 65535");
  }
  if (!is_unicode_version(encoding.unicode)) return refused("encoding: not a Unicode version");
  TRY(check_names(encoding.columns, "columns", kMaxColumns));
  for (const Column& column : encoding.columns) TRY(check_column(column));
  return {};
}

// ---- policy

namespace {

// Candidates that bands find are scored by bands, the search column's among them.
Status check_score(const Pass& pass, Column::Kind searched, const Encoding& encoding,
                   const std::string& place) {
  std::set<std::string_view> seen;
  for (const std::string& name : pass.score) {
    const Column* column = encoding.find(name);
    if (column == nullptr || column->kind != searched) {
      return refused(place + ": score columns and search column must be of one kind");
    }
    if (!seen.insert(name).second) return refused(place + ": a score column is given twice");
  }
  if (searched == Column::Kind::bands && !seen.contains(pass.search)) {
    return refused(place + ": bands that search must also score");
  }
  return {};
}

Status check_threshold(const Pass& pass, const std::string& place) {
  if (pass.threshold.unit != pass.unit()) {
    return refused(place +
                   ": a threshold in bits needs score columns; a threshold in Dice must have none");
  }
  const std::uint32_t limit =
      pass.unit() == PassThreshold::Unit::dice ? kMaxDiceThreshold : kMaxScoreThreshold;
  if (pass.threshold.thousandths < 1 || pass.threshold.thousandths > limit) {
    return refused(place + ": threshold must be 1 to " + std::to_string(limit));
  }
  return {};
}

Status check_pass(const Pass& pass, const Encoding& encoding) {
  const std::string place = quoted("pass", pass.name);
  const Column* search = encoding.find(pass.search);
  const bool exact = pass.rule == Rule::exact;
  if (search == nullptr || (search->kind == Column::Kind::token) != exact) {
    return refused(place + ": the search column must be " +
                   (exact ? "a token column" : "a filter column or bands"));
  }
  if (pass.rule == Rule::exact && !pass.score.empty())
    return refused(place + ": an exact pass must have no score columns");
  TRY(check_score(pass, search->kind, encoding, place));
  return pass.rule == Rule::threshold ? check_threshold(pass, place) : Status();
}

}  // namespace

Status check_policy(const Policy& policy, const Encoding& encoding) {
  TRY(check_names(policy.passes, "passes", kMaxPasses));
  for (const Pass& pass : policy.passes) TRY(check_pass(pass, encoding));
  if (policy.fallback.value < 1 || policy.fallback.value > kMaxDiceThreshold) {
    return refused("policy: fallback_threshold must be 1 to 1000");
  }
  return {};
}

}  // namespace tally
